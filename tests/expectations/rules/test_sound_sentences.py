"""Sound sentences of government prose, which the rules on set phrases leave alone."""

from __future__ import annotations

import time
from itertools import chain

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.forms import find_capital_verbs
from expectations.rules.idiom import IDIOMS
from expectations.rules.idiom.commas import find_missing_commas, find_needless_marks
from expectations.rules.idiom.needless import find_open_adjectives

SOUND = """
Prohibit discrimination on the grounds of race or religion.
Reduce the exposure of workers to asbestos.
Move from office-based to home-based services.
Increase investment to £4 billion by 2030.
Raise participation to 60 per cent of adults.
The grants committed for 2024 were spent.
Support any relative of a victim who asks for help.
The councils collaborate to co-design services for young people.
Regular reports provide insights to ministers and the public.
Issues to address with partners are listed in Annex 2.
Respond to demand for childcare in rural areas.
The losses are due to stress on water supplies.
Move from online to face to face teaching.
Both sides signed memoranda of understanding on trade.
Plan for an increase in support to farmers.
The fees are due the following year.
The first report is due the week after Easter.
Classrooms equipped by the Ministry will open in May.
Homes adapted with ramps and rails will be let first.
The matter will receive attention at the highest level.
Shift the emphasis to prevention.
Increase compliance to 95 per cent.
Improve ability in reading and writing.
Staff contribute for the first time to the fund.
Officials respond on the same day to urgent letters.
The court must be satisfied of the facts.
A role in coordination of relief is given to the Red Cross.
Recruit a more diverse workforce in the police.
London is the most diverse city in Europe.
Adopt a radically different approach to housing.
Relax the restraints on local spending.
This evidences strong demand for flats.
Undertake public consultation on the draft plan.
Undertake detailed analysis of the accounts.
Hold wide consultation with farmers and fishers.
Protect the biodiversity in the lagoon.
Report on the corruption in the port authority.
Give farmers knowledge about seeds.
Teach pupils skills for life.
Give parents confidence in the new tests.
The government views the harbour as vital.
Improve the public understanding of science.
Track the public perception of crime.
At the local level councils deliver the services.
People at lower risk of harm may stay at home.
Expect a lower yield of maize.
Extend the support network of carers.
Reduce burning of waste in the open.
Reduce dumping of plastic at sea.
A fee is payable on submission of the form.
The licence ends on dissolution of the company.
Plan for a fall in consumption of coal.
Lift restrictions on movement of people.
Issue guidance on prevention of falls.
Officers act in performance of their duties.
For purposes of this section, a year has 365 days.
Issue advice on internet safety to schools.
Improve standards in private sector housing.
Cut pay in public sector bodies.
Save money through use of renewable energy.
Set targets in environment and energy policy.
Volunteers help in all manner of ways.
Members vote in like manner on amendments.
Admit a record number of visitors.
Adopt a clear set of rules.
Publish a complete set of accounts.
Print the correct number of ballot papers.
Plan a lecture series of ten evenings.
Use a narrow range of measures.
Offer a set number of places.
Report the average number of days.
The rules were agreed by HM Government and industry.
The Ministry of Local Government and Housing pays.
The bill was passed by Scotland's Parliament and signed.
The funds come from Kenya's Ministry of Finance and the Bank.
All councils were sent the guidance in May.
Each winner was presented the award.
This rule applies as well to imports.
The method works as well with small firms.
File a Self Assessment return by January.
A crime needs mens rea and an act.
The talks between the principals and their aides begin in June.
Nurses have a role out of hours.
However the figures are calculated, they show growth.
In general elections, voters use paper ballots.
In general practice, doctors refer patients.
In practice sessions, staff rehearse the drill.
Despite the progress we have made, gaps remain.
Given the time it will take to build, begin at once.
Because of the pressure they are under, nurses leave.
Following the advice they were given, farms closed.
Ask the Contracting Party which has made the reservation.
The Member State which is responsible shall reply.
The council pays for roads, and residents for paths.
Support the development of policy for ports.
Support the development of theory in law.
Increase the production of steel for export.
Enable the creation of wealth in towns.
Plan the development of land for homes.
Support the publication of research on soils.
The revision of text in law is slow.
The production of timber for export grows.
Help the transition from informal sector work.
Schools move to open system software.
It is based on informal community networks.
This crisis has ended.
This series is new.
This species has recovered.
This campus will open.
This headquarters is new.
Staff in country and at headquarters are trained.
The police use force in defence of others.
Prices rise year on year.
Workers are paid on a first come, first served basis.
They act in good faith and on equal terms.
Install solar panels for better use of the roof.
Access to training is provided on request.
The data are stored in real time and shared.
Provide details of contact with the police.
Provide care for older people by trained staff.
Train staff to deal with complaints.
The report sets out the extent to which targets were met.
Increase awareness among young people of the risks.
Keep the level of dependence on imports low.
Set up a system of registration for boats.
Reduce levels of stress among staff.
Ensure continuity of care.
Ensure equality of access to services.
Improve quality of life for residents.
Promote freedom of movement.
Reduce risk of fire.
Raise standards of care in homes.
Help protect the diversity of species.
Publish data on use of force by police.
Work in association with the universities.
Improve energy efficiency of homes.
Promote efficient use of water.
Encourage use of public transport.
Reduce loss of habitat.
Develop tourism in support of local jobs.
Create support groups for carers and farmers.
Provide training to improve knowledge of first aid.
The plan gives priority to the poorest households.
Strengthen cooperation with neighbouring countries.
Established standards are reviewed each year.
The scheme is subject to approval by the council.
This series of talks is open to all.
Women and girls with disabilities have equal access to courts.
The ministry reports on progress every six months.
Less than half of the schools have running water.
Fewer staff work at night.
Different departments use different software.
The few remaining forests are protected.
Few public services are open at weekends.
Provide diverse housing for older people.
Agree different treatment for small firms.
Give varied advice on different occasions.
Parts of the wall were built in different stone.
The centre offers diverse employment for young people.
Buses with different fuel were tested.
Increase the number of trained midwives.
Reduce the amount of waste sent to landfill.
The committee meets in private.
Work is under way in the region and beyond.
Care in the community is the aim.
Bring services to the region, the district and the village.
The training of teachers in the country is free.
The level of support depends on need.
Open a national level crossing register.
At regional level ministries share data.
The project ran from 2012 to 2015.
The shares rose between 2012 and 2015.
Ensure that all children have access to safe water.
Officers rely in part on volunteers.
Hospitals rely to a large extent on donors.
The charges relate to 2024.
The plan refers about 200 patients a year to specialists.
The fund invests in bonds; investment on this scale is new.
Farmers adapt with the help of advisers.
Refer on to other services if needed.
Focusing on the young, focusing to some extent on women.
They coordinate to the best of their ability.
Staff collaborate to a high standard.
The two agencies cooperate to that end.
Partners interact to different degrees.
Rights are integrated to the fullest extent possible.
The funds were concentrated to the south of the river.
The clinic is based to the north of the town.
Offers are relevant on their own.
The duty is independent of rank.
Include the private sector, civil society and universities.
Work with business sector bodies.
Grow the economy by tourism sector and region.
Break down figures by health sector and by age.
Report spending by sector and by region.
Build trust between public and private sector in towns.
Funding for long-term care is agreed.
The plan covers the long, medium and short term.
Set up an ad hoc group on floods.
The women's forum discussing the law met twice.
A seminar discussing to what extent rules apply was held.
They were returned the fee in full.
Each home was sent the leaflet.
The law will effect the transition to clean power.
Give and advise on grants.
The principle aims at fairness.
In principle partners agree.
Invite the Communities and Local Government Committee to report.
Papers by the Programmes and Projects directorate are public.
Reach more and more and more people.
Help by word of mouth.
With regard to the above, no change is planned.
Through partner networks, reach rural areas.
Improve life by better roads.
For example in towns, buses run late.
However it is done, the work takes a year.
To date 14 of 20 wells are dug.
To date stamps on forms are required.
In general terms the plan is sound.
On average earnings rose by 2 per cent.
At the same time period costs fell.
In all cases involving children, parents are told.
In both cases brought by the union, the court agreed.
In certain cases set out in law, fees are waived.
In most cases heard last year, parents won.
In other cases decided since, judges differed.
As part of the work we are doing, roads are closed.
According to the advice we have received, costs will rise.
In addition to the support they are given, families get a grant.
Due to the losses we have seen, prices rose.
Based on what we have heard, rules will change.
Without the help they were promised, farms will fail.
Consider the Act of 2010 which is in force.
Read the paper by the Bank of England which has the figures.
Apply to staff on leave, and staff on loan.
Depend on trade for food, and on aid for fuel.
The tax on land, or the fee for use.
The board is in charge of parks, and councils of roads.
Treat classrooms equipped by the Ministry as public property.
Pay for grants committed for 2024 from reserves.
Offer memoranda of understanding on trade.
The public understanding of science and the public perception of crime have changed.
Serve people at lower risk of harm.
Write a guide to Address Changes.
Give help to Support Workers in homes.
The council accepts that the principle aims at fairness.
At regional level ministries share data; open a national level crossing register.
"""
"""Right uses of words that the rules know in wrong ones."""
LISTED = """
Raise awareness of flood warnings among tenants.
Local knowledge on the ground shaped the plan.
Support is targeted at low-income households.
Agree an approach to road pricing with the boroughs.
The Act bans discrimination against disabled tenants.
Fees are based on the cost of the service.
Inspectors are based in Leeds and visit each site twice a year.
Concentrate on homes without central heating.
Focusing on prevention has cut hospital admissions.
Parents are involved in the design of the school.
Move from consultation and participation to joint decisions.
The inclusion of rural schools in the scheme is welcome.
The borough contributes to the cost of the bridge, and has done for two years.
Data are integrated into one register and incorporated into the annual report.
Two officers are devoted to the inquiry.
The valley is prone to flooding, and its crops are resistant to drought.
Build towns that are resilient to heat.
Wages are dependent on experience and independent of age.
The new form is different from the old one and equivalent to it in law.
Its results are superior to those of 2019, and no region is inferior to another.
Costs are comparable to those in Wales and identical to last year’s.
Contrary to some reports, the ferry will run.
The evidence is relevant to the appeal; the files pertaining to it are public.
Carers are eligible for a grant and entitled to leave.
Ministers are accountable to Parliament for the budget.
Staff who are familiar with the area are accustomed to its winters.
The software is compatible with the older one and consistent with the standard.
The service is able to cope with demand and to deal with complaints.
Many villages rely on wells, and reliance on imports has fallen.
Respond to complaints within ten working days.
The agency reacted to the storm at once.
Doctors refer patients to the clinic.
Goods subjected to checks are released within a day.
Courses are tailored to small firms.
Avoid delays from the outset; nobody opposed the scheme.
Describe the risks, explore the options, assess the costs and highlight the gaps.
Coordinate with neighbouring ports, collaborate with unions and cooperate with the police.
Species interact with each other; familiarise staff with the rules.
The agency will address the shortage of nurses and tackle fraud.
Improve access to demand data; meet any request for information.
The rise is due to increase in demand; combat fraud and counter abuse.
They contact the school, face the public and obey the law.
The department will request funds, will stress the need for care and will increase pay.
The new logo does not resemble the old one; reduce waste and improve roads.
In the absence of a quorum, the chair decides in the context of the code.
Work in the course of a year, in the form of grants and in the framework of the fund.
The field of view is wide; in the field of energy, and in the presence of a witness.
Begin the process in the near future; in the long run it pays, in the majority of cases.
Plan for long-term care in short term lets, and for medium term plans in public sector pay.
On the basis of need, under the auspices of the board and under the umbrella of the fund.
Under the leadership of the mayor and under the framework of the pact, homes are built.
With the aim of saving water, with the exception of farms and with the purpose of research.
With the support of donors, with the assistance of volunteers and with the participation of youth.
For the purpose of this Act, for the benefit of tenants and for the sake of clarity.
At the level of the district, at the beginning of May, at the end of June and by the end of July.
Closed until the end of 2026, before the end of term, or by the beginning of the year.
It was done at the expense of rail, at the same time and to the extent that funds allow.
From the perspective of users, online forms and internet access matter.
Internet shopping on internet sites is taxed in private sector firms, too.
Access to advice for tenants is free of charge.
Plan for the effects of an increase in participation to 70 per cent.
The shared understanding on fishing that both states reached holds.
Death threats on social media are a crime.
Show respect towards elders and visitors.
Attract investment to rural areas.
An Act according the same rights to women was passed.
Tenants owing the council rent may pay in parts.
Protect the vulnerable from fraud.
The two ministers invest in principal cities.
Children learn a great deal about farming.
Offences committed on trains are rare.
Report compliance to the board each quarter.
Give the older pupils skills for work.
Ask for the consent of a dependent of the claimant.
They have the ability of housing associations in mind.
"""
"""Each word of the lists with what it takes, and each set phrase with its article."""


def reported(words: str) -> list[str]:
    text = Text("activities", "r", "text", words, "area-1", 1)
    slips = chain.from_iterable(find(text) for find in (*IDIOMS, find_capital_verbs))
    open_adjectives = find_open_adjectives(text, frozenset())
    marks = chain(find_missing_commas(text), find_needless_marks(text))
    places = chain((place for _, place in chain(slips, open_adjectives)), (m[2] for m in marks))
    return [words[start:stop] for _, start, stop in places]


@pytest.mark.parametrize("words", [*SOUND.strip().splitlines(), *LISTED.strip().splitlines()])
def test_a_sound_sentence_has_no_slip(words: str) -> None:
    assert reported(words) == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("a" * 50_000, id="letters"),
        pytest.param("a-" * 25_000, id="hyphens"),
        pytest.param("and by private sector and " * 4_000, id="sectors"),
        pytest.param("using series of x " * 5_000, id="quantities"),
        pytest.param("of Ministry of Works " * 5_000, id="names"),
        pytest.param("Based on " + "water " * 20_000, id="words"),
        pytest.param("However the water rose " * 5_000, id="first words"),
    ],
)
def test_long_texts_take_no_more_than_their_share_of_time(words: str) -> None:
    reported(words[:100])
    begin = time.process_time()
    reported(words)
    assert time.process_time() - begin < 2
