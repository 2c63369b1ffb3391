"""Surnames heard in the UK, hardly any of them another word; written for this purpose, far from all."""

SURNAMES = frozenset(
    """
    abdi abubakar acheampong adams adeyemi adebayo agarwal ahmed akhtar akintola alexander ali allen allison
    amin anderson andrews appiah arif armstrong arnold ashworth aslam asante atkins atkinson aziz babu
    baguley bailey balogun banerjee barker barlow barnes barrett bartlett bates baxter begum bennett benson
    bentley bevan bhatt bhattacharya bibi blackburn blake boateng bowen bradley bradshaw brennan briggs
    brooks broughton bryant buckley burgess burnett burns burrows burton butler byrne cameron campbell carr
    carroll carter chadwick chakraborty chambers chan chandler chapman chatterjee chaudhary chaudhry chen
    cheung choudhury chowdhury christie clarke clayton coates coleman collins connolly connor coughlan
    cooper costello crawford crossley cunningham curran daly dasgupta davies davidson davis davison dawson
    desai dhillon diaz dickinson dickson dixon docherty doherty donnelly donaldson douglas doyle driscoll
    dunne edwards elliott ellis evans eze farooq farrell faulkner fernandes fernandez fielding finch fisher
    fitzgerald fitzpatrick fletcher flanagan fleming flynn forsyth foster fowler francis fraser freeman
    gallagher garcia gardiner gardner garner george gibbons gibbs gibson gilbert gill gillespie gilmore
    goddard gonzalez goodwin gordon gould graham greenwood gregory griffin griffiths gupta hamilton hammond
    hancock hanif hanson haque hardy hargreaves harper harris harrison hartley harvey hashmi hassan hawkins
    hayes haynes henderson henry hewitt hicks higgins higginbottom hodgson holden holland hollis holmes holt
    hopkins horton hosseini houghton howarth howell howells hudson huggins hughes humphreys hussain hussein
    hutchinson ibrahim iqbal ismail jackson jacobs jain james jamieson jarvis javed jeffries jenkins
    jennings jensen johal johnson johnston jones joseph joshi kaur kamara kapoor kaya kaye keane kelly kemp
    kennedy kenny kerr khalid khan khatun kovalenko kowalski krishnamurthy kumar lal lambert lawrence lawson
    leach leung lewandowski lewis lim lin little liu llewellyn lloyd logan lowe lucas lynch macdonald
    macgregor mackay mackenzie maclean macleod maguire mahmood malik mann marsden marshall martinez mason
    massey matthews mccabe mccann mccarthy mcdonald mcgrath mcgregor mcguire mckay mckenna mckenzie
    mclaughlin mclean mcleod mcmahon mcnally mehta mensah meredith metcalfe middleton mirza mistry mitchell
    mohamed mohammed molloy moran morgan morris morrison morton mughal mukherjee mullen murphy murray
    mustafa nair nasir naylor ndlovu nelson nguyen nicholls nicholson nkosi noble nolan norris nowak nwosu
    obi oconnor odonnell odunsi okafor okeke okonkwo oleary oliver oneill ogunleye onyango osborne osei
    osullivan owen owens owusu palmer parker parkinson parry parsons parveen patel paterson patterson patel
    pearce pearson pemberton perez perkins petrov petrova phillips popescu porter powell pritchard prydderch
    pugh quinn rafiq rahman ramirez ramsay rashid raza reddy rees regan rehman reid reilly reynolds rhodes
    richards richardson riley roberts robertson robinson robson rodriguez rogers rossi rowlands roy ryan
    sadiq saeed saleh sanchez sanders sanderson santos saunders savage schmidt schofield shah shaikh sharma
    sharpe shaw sheikh shepherd sheridan siddiqui silva simmons simpson sinclair singh slater smith sokolov
    spencer stephens stephenson stevens stevenson stewart stokes stubbs sullivan sutcliffe sutton swift syed
    szymanski tait talbot taylor tehrani thapa thomas thompson thomson thornton townsend tran tucker turner
    ullah underwood vaughan wainwright walker wallace walsh walters walton wang warner watkins watson watts
    webb webster wheeler whitehead whitehouse whittaker whitworth wieczorek wilkins wilkinson williams
    williamson willis wilson winter wojcik wong woodward wright wu yadav yang yates yeung yilmaz zaman zhang
    zhou
    """.split()
)
