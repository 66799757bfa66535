/** What is used of Papa Parse. Its published types bring those of Node into the page's sources. */
declare module "papaparse" {
  interface Step {
    data: string[];
    errors: { message: string }[];
    meta: { cursor: number };
  }
  const Papa: { parse(text: string, options: { delimiter: string; step: (row: Step) => void }): void };
  export default Papa;
}
