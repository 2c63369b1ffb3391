"""The allow-list: words that have a capital within a sentence and identify nobody.

Words stand here in small letters. Names are never here, even where they are words too (“Will”, “Grace”).
"""

import re

from qualcode.analysis.identifiers.first_names import KNOWN
from qualcode.analysis.identifiers.surnames import SURNAMES

CALENDAR = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mondays
    tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thurs fri sat sun christmas
    xmas easter eid ramadan diwali hanukkah passover lent advent new year year's eve boxing day halloween
    bonfire night pentecost whitsun good ash shrove pancake bank holiday spring summer autumn winter
    valentine's mother's father's mothering midsummer hogmanay vaisakhi epiphany am pm
    """.split()
)

FAMILY = frozenset(
    """
    mum mum's mums mam mam's mummy mammy mom dad dad's dads daddy da nan nan's nana nanna nanny nain taid
    gran gran's granny grandma grandad granddad grandpa grandfather grandmother gramps auntie aunty aunt
    uncle mother father sister brother son daughter cousin husband wife mr mrs ms miss mx dr doctor prof
    professor sir madam lady lord rev reverend nurse matron consultant psychiatrist psychologist pharmacist
    manager chair chairman director officer inspector sergeant constable pc judge minister prime councillor
    mp imam rabbi pastor priest mama papa abba ammi abbu bhai baba nani dadi nonna
    """.split()
)

PEOPLES = frozenset(
    """
    english england british britain uk gb welsh wales scottish scotland scots irish ireland northern
    southern western eastern north south east west european europe eu african africa caribbean asian asia
    american america usa us australian australia canadian canada french france german germany italian italy
    spanish spain portuguese portugal polish poland romanian romania bulgarian bulgaria hungarian hungary
    czech slovak lithuanian latvian ukrainian ukraine russian russia turkish turkey kurdish greek greece
    cypriot cyprus indian india pakistani pakistan bangladeshi bangladesh bengali punjabi gujarati urdu
    hindi tamil sri lankan lanka nepali nepal chinese china mandarin cantonese hong kong japanese japan
    korean korea vietnamese vietnam thai thailand filipino philippines nigerian nigeria ghanaian ghana
    somali somalia kenyan kenya ugandan uganda zimbabwean zimbabwe eritrean eritrea ethiopian ethiopia
    sudanese sudan congolese congo jamaican jamaica iranian iran iraqi iraq syrian syria afghan afghanistan
    arab arabic egyptian egypt moroccan morocco israeli israel palestinian palestine jewish jew jews muslim
    muslims islam islamic christian christians christianity catholic catholics protestant protestants
    anglican methodist baptist pentecostal quaker hindu hindus hinduism sikh sikhs buddhist buddhism buddha
    god god's lord jesus christ christ's allah bible quran koran mass holy ghost spirit heaven hell satan
    devil lord's gypsy roma traveller travellers romany latin dutch holland belgian belgium swedish sweden
    norwegian norway danish denmark finnish finland swiss switzerland austrian austria brazilian brazil
    mexican mexico white black mixed brits brexit westminster whitehall parliament senedd commonwealth
    atlantic channel
    """.split()
)

HEALTH = frozenset(
    """
    nhs health healthcare mental act acts care programme approach coordinator coordinators co-ordinator plan
    plans planning measure measures section community treatment order orders crisis recovery star wellness
    action assessment assessments carer carers carer's carers' user users service services capacity code
    practice nice guidelines guidance framework policy review reviews team teams nursing nurse nurses social
    work worker workers support psychiatric psychiatry psychology psychological therapy therapies cognitive
    behavioural behavioral dialectical personality disorder disorders borderline emotionally unstable
    bipolar schizophrenia schizoaffective depression anxiety psychosis post traumatic stress obsessive
    compulsive attention deficit hyperactivity autism autistic autism-spectrum asperger's aspergers
    alzheimer's alzheimers parkinson's parkinsons huntington's crohn's down's tourette's dementia covid
    covid-19 coronavirus flu hepatitis aids ward tribunal board hospital trust council gp gps cpn cpns cmht
    cmhts ot ots mdt cpa cto amhp asw ecg ect cbt dbt emdr ptsd adhd bpd eupd ocd copd mri ct pip dla esa
    jsa uc dwp dna cv gcse gcses a-level a-levels o-level o-levels nvq btec phd ba msc bsc ma rmn imd salt
    str a&e icu itu hdu camhs eip iapt picu piccu sos ok okay tv dvd cd pc it id faq pdf nd am pm rip diy
    vip hr ceo pa uk q a ie eg bame lgbt lgbtq universal credit allowance employment disability living
    independence payment benefit benefits jobcentre jobcenter citizens advice samaritans primary secondary
    tertiary intervention early home rapid response liaison forensic learning adult adults children's
    children older people people's acute inpatient outpatient outpatients rehabilitation rehab discharge
    referral appointment appointments form forms department welfare rights human data protection general
    medical council royal college directory outcome outcomes scale honos risk wrap payments direct personal
    budget budgets budget ofsted rio systmone emis paris carenotes carenotes' epex word excel powerpoint
    outlook email internet clozapine clozaril olanzapine zyprexa risperidone risperdal quetiapine seroquel
    aripiprazole abilify haloperidol haldol lithium priadel depakote valproate sodium epilim lamotrigine
    lamictal sertraline citalopram escitalopram fluoxetine prozac mirtazapine venlafaxine paroxetine seroxat
    amitriptyline trazodone diazepam valium lorazepam temazepam nitrazepam zopiclone zolpidem promethazine
    procyclidine depixol clopixol modecate piportil paliperidone xeplion amisulpride sulpiride
    chlorpromazine largactil stelazine methadone subutex naltrexone antabuse ritalin concerta piriton
    ventolin clenil dioralyte aspirin anadin microgynon gaviscon tinnitus gout palsy losartan metformin
    insulin paracetamol ibuprofen codeine tramadol pregabalin gabapentin propranolol depot botox viagra
    nytol rennies statin statins warfarin calpol nurofen
    """.split()
)

CULTURE = frozenset(
    """
    facebook whatsapp google twitter instagram tiktok youtube snapchat zoom skype microsoft windows apple
    iphone ipad ipads android netflix spotify eastenders coronation emmerdale corrie casualty holby bbc itv
    sky radio match strictly scrabble lego playstation xbox nintendo wii monopoly sudoku olympics olympic
    cup league premier championship gmail hotmail yahoo firefox safari chrome python internet wi-fi wifi
    bluetooth hoover tupperware biro sellotape velcro jacuzzi jeep guinness coke coca-cola pepsi nescafe
    horlicks weetabix marmite mars kit kat bovril ribena lucozade tena zimmer victorian edwardian georgian
    tudor elizabethan second first world war wars blitz cold falklands labour conservative conservatives
    tory tories liberal democrats democrat green plaid cymru snp ukip lockdown windrush thatcher blair
    churchill queen king queen's king's prince princess crown royal duke freudian freud jung pavlov maslow
    maslow's marxist marx harry potter batman superman santa claus father chelsea arsenal rangers celtic
    everton
    """.split()
) - {"harry", "potter", "chelsea", "everton"}

SPEECH = frozenset(
    """
    i i'm i've i'd i'll i’m i’ve i’d i’ll im ive a an the this that these those there there's here here's it
    it's its it'll it'd he he's he'd he'll she she's she'd she'll they they're they've they'd they'll we
    we're we've we'd we'll you you're you've you'd you'll your yours my mine his her hers our ours their
    theirs me him us them who who's whom whose what what's whatever which why when whenever where where's
    wherever how how's if whether although though because cause cos 'cause so and but or nor not no nope nah
    yes yeah yep yup aye oh ah aw ooh oops ow er erm um uh uh-huh mm mmm mhm hm hmm hmmm huh eh ey hey hi
    hiya hello bye goodbye cheers ta thanks thank please pardon sorry excuse well right okay ok alright fine
    good great brilliant lovely nice bad better best worse worst wow gosh blimey crikey bloody anyway
    anyways anyhow actually basically obviously really honestly frankly seriously literally apparently maybe
    perhaps possibly probably definitely absolutely exactly certainly clearly fortunately unfortunately
    hopefully thankfully sadly luckily eventually finally suddenly sometimes often usually always never ever
    again already still yet now then just only even also too very quite rather pretty much many more most
    less least few little lot lots some somebody someone something somewhere any anybody anyone anything
    anywhere all everybody everyone everything everywhere each every both either neither none nobody nothing
    nowhere other others another one one's two three four five six seven eight nine ten eleven twelve twenty
    thirty forty fifty hundred thousand million first second third last next is isn't are aren't was wasn't
    were weren't be been being am do does doesn't did didn't done don't doing has hasn't have haven't had
    hadn't having can can't cannot could couldn't would wouldn't shall shan't should shouldn't might
    mightn't must mustn't won't let let's go goes going gone gonna went come comes coming came get gets
    getting got gotta take takes taking took make makes making made give gives giving gave put puts say says
    saying said tell tells telling told ask asks asking asked think thinks thinking thought know knows
    knowing knew known see sees seeing saw seen look looks looking looked want wants wanted wanna need needs
    needed needing feel feels feeling felt try tries trying tried keep keeps kept leave left call calls
    called calling stop stops stopped start starts started wait waits waiting waited sit stand stay help
    helps helped turn talk talking talked speak speaking write read hear heard listen remember forget
    believe mean means meant suppose guess reckon imagine depends happen happens happened work works worked
    working live lived living use used using find found work seem seems seemed show shows shown bring
    brought open close move moved pick run walk eat drink sleep pay buy sell send sent ring rang phone
    phoned text texted about above across after afterwards against ago along among around as at away back
    before behind below beside besides between beyond by despite down during except for from in inside
    instead into like near of off on once onto out outside over past per since than through till to together
    toward towards under until unless up upon with within without whereas while whilst time times today
    tomorrow tonight yesterday morning afternoon evening day days week weeks weekend month months year years
    hour hours minute minutes people person man men woman women child children kid kids lad lads girl girls
    boy boys guy guys friend friends family families house home work job place places thing things way ways
    point question questions answer part kind sort type case example number numbers name names side end
    money life lives world bit same different new old young long short big small high low own able unable
    sure true wrong bad hard easy difficult important possible interesting funny strange weird happy sad
    angry tired ill sick interviewer interviewee researcher participant respondent speaker facilitator
    moderator transcript interview recording inaudible unclear laughs laughter pause crosstalk voice male
    female note notes dear hail amen inshallah mashallah alhamdulillah wallah salaam namaste sláinte
    moreover however therefore furthermore meanwhile otherwise nevertheless nonetheless indeed similarly
    likewise overall generally specifically particularly especially mainly mostly partly personally
    initially originally currently recently previously lately nowadays later earlier soon given according
    regarding concerning considering speaking
    """.split()
)

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")

ALLOWED = CALENDAR | FAMILY | PEOPLES | HEALTH | CULTURE | SPEECH | LETTERS


_X_RAY = re.compile(r"[a-z]-[a-z]+s?|[a-z_]+_[a-z_]+")
_MEDICAL = re.compile(
    r"[a-z-]{3,}(?:olol|pril|statin|cillin|mycin|micin|cycline|azole|oxetine|azepam|zolam|sartan|profen|triptan|peridone|"
    r"apine|azine|prazole|codamol|itis|osis|aemia|emia|oprim|razine|adine|furantoin|oxacin|semide|dipine|tidine|gliptin|"
    r"formin|terol|butamol|phenamine|trexate|proxen|mustine|setron|parin|caine|thyroxine|opathy|ectomy|oscopy)s?"
)


def is_a_medical_word(word: str) -> bool:
    """Whether a word ends as medicines and diseases do, and is no name; or is like “X-ray”."""
    if word in KNOWN or word in SURNAMES:
        return False
    return _X_RAY.fullmatch(word) is not None or _MEDICAL.fullmatch(word) is not None


def is_allowed(word: str) -> bool:
    """Whether a word, in small letters and with plain apostrophes, is on the list, by itself or with ’s."""
    return word in ALLOWED or (word.endswith(("'s", "s'")) and word[:-2] in ALLOWED)
