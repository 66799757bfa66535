/** Links within the page. */

/**
 * Follow a link to another view in the same task as its click.
 *
 * By itself, a browser changes the address at once and tells of it later: between the two, the old
 * view is on the screen and takes keys and clicks.
 */
export function watchLinks(): void {
  document.addEventListener("click", (event) => {
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const anchor = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    if (event.defaultPrevented || !isPlain || !anchor) return;
    event.preventDefault();
    const address = anchor.getAttribute("href") || "#";
    if (address === (location.hash || "#")) return;
    history.pushState(null, "", address);
    dispatchEvent(new Event("hashchange"));
  });
}
