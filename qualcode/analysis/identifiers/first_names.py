"""First names heard in the UK: those that are hardly anything else, and those that are words as well.

Written for this purpose from general knowledge; far from all there are. A name that is missing is still found
by its capital, but not at the beginning of a sentence, and not where a text has no capitals.
"""

PLAIN = frozenset(
    """
    aaliyah aaron abbie abby abdul abdullah abigail abraham abu adam ade adebayo adeel adele adeola adrian
    afzal agata agnes agnieszka ahmad ahmed aidan aileen ailsa aimee ainsley aisha aisling ajay akash akua
    alan alana alasdair alastair albert alec aled aleksandra alena alex alexander alexandra alexis alfie
    alfred ali alice alicia alisha alison alistair alma alun alvin alwyn aman amanda amandeep amara amelia
    amina amir amit amjad amma amy ana anand anastasia andrea andreas andrei andrew andrzej andy aneesa
    aneurin angela angelina angharad angie angus anil anita anjali ann anna annabel anne annette annie
    anthea anthony antoinette anton antonia antonio anwar anwen aoife araminta archie arfan ariana arjun
    arlene arnold arthur arthurine arwel arwyn asha ashleigh ashley ashok asif asma astrid audrey austin ava
    avril ayaan ayesha ayo babatunde barbara barney barry bartosz basil beata beatrice becca becky belinda
    ben benedict benjamin bernadette bernard bernice bernie bert bertha beryl bess bessie beth bethan
    bethany betsan betsy bettina betty beverley beverly bev bhavna bianca bilal billie billy blessing
    blodwen bogdan bola bongani boris brad bradley brandon branwen brenda brendan brett brian brianna
    bridget bridie brigid bronagh bronwen bronwyn bryan bryn bryony byron caitlin cal caleb callum calum
    calvin cameron camilla candice carina carl carla carlos carly carmel carmen caroline carolyn carwyn
    carys caryl cassandra cassie cath catherine cathal cathleen cathy catriona cecil cecilia cedric celia
    celine ceri cerys chandra chantelle charlene charles charley charlie charlotte chelsea cheryl chiamaka
    chibuzo chidi chinedu chioma chloe chris christina christine christopher chukwu ciara cian ciaran cilla
    clare claire clara clarence claude claudette claudia clayton clement cleo clifford clifton clive colette
    colin colleen connie connor conor constance cora coral cordelia corey corinne cormac courtney craig
    cressida crispin crystal curtis cynthia cyril daffydd dafydd damian damien damilola dan daniel daniela
    danielle danny daphne dara daria darius darrell darren darryl daryl dave david davina dawid dean deanna
    deb debbie deborah debra declan deepa deepak deidre deirdre delia delroy delyth denise dennis denzel
    derek dermot desmond desiree dev devon diane diana dianne diarmuid dilip dilys dimitri dinesh dipak
    dolores dominic dominika donald donna doreen doris dorothy dot dougal dougie douglas duncan dunstan
    dwayne dylan eamonn ebony eddie edgar edie edith edmund edna edward edwin edwina efua eifion eileen
    eilidh eimear eirian eirlys eirwen elaine eleanor elena eleri elias elijah elin eliot elisabeth elise
    elizabeth ella ellen ellie elliot elliott elma eloise elsa elsie elspeth elton eluned elwyn emeka emily
    emlyn emma emmanuel emmeline emrys enid enoch enya erica eric erin ernest ernie esme esmeralda esther
    ethan ethel etta euan eugene eunice eva evan evelyn everton ewa ewan eve fadumo fahad faisal farah
    fatima fatimah fatou fay faye felicia felicity felix femi fergus ffion finlay finn fiona fionnuala flora
    floella florence frances francesca francis francoise fraser fred freda freddie frederick freya funmi
    gabriel gabriella gabrielle gareth garfield gary gavin gaynor geoff geoffrey george georgia georgie
    georgina gerald geraldine gerard gerry gertrude gethin ghazala gianni gideon gilbert giles gillian gina
    ginny giovanni giuseppe gladys glen glenda glenn glenys gloria glyn glynis gobind godfrey gordon govind
    graeme graham grainne greg gregor gregory greta griff gruffudd gruffydd grzegorz gulshan gurdeep
    gurpreet gus gwen gwenda gwendolen gwendoline gwenllian gwilym gwyn gwyneth gwynfor hakeem halima hamid
    hamish hamza hannah harinder harjit harold harpreet harriet harriett harvey hasan haseeb hassan hattie
    hayden hayley hazel heather hector heidi helen helena henrietta henry herbert hermione heulwen hilary
    hilda hira horace howard hubert huda hugh hugo humphrey huw hussain hussein hyacinth hywel iain ian
    ibrahim ida idris ieuan ifan ifeoma ifor ikram ilona imelda imogen imran ina india indira indra ines
    inga ingrid iona ioan iolo ira irena irene irfan isaac isabel isabella isabelle isaiah ishaan isla
    islwyn ismail isobel israel ivan ivor iwan iwona izabela jac jacek jacinta jackie jacob jacqueline
    jacqui jagdeep jai jaime jake jakub jamal jameela james jamie jan jana jane janet janette janice janine
    janis janusz jaroslaw jasmin jasmine jason jaspreet javed jay jayden jayne jean jeanette jeannie jeff
    jeffrey jemima jemma jennie jennifer jenny jeremiah jeremy jermaine jerome jerzy jess jesse jessica
    jessie jill jillian jim jimmy jo joan joanna joanne joao jocelyn jodie joe joel joelle johanna john
    johnny jolanta jon jonah jonas jonathan jonathon jordan jorge jose josef joseph josephine josh joshua
    josie joyce juan juanita jude judith judy julia julian juliana julie juliet june justin justine justyna
    kacper kadijah kamal kamala kamil kamran karan kareem karen karim karina karl karol karolina kasia
    kashif kat katarzyna kate katerina kath katharine katherine kathleen kathryn kathy katie katrina katy
    kay kaye kayleigh keeley keiran keith kelechi kelly kelvin ken kendra kenneth kenny keri kerry kerstin
    kev kevin khadija khalid khaled kieran kiera kieron kim kimberley kimberly kirsten kirstie kirsty kiran
    kofi krishna kris kristen kristian kristina krystyna krzysztof kulwinder kumar kunal kwabena kwame kyle
    kylie lachlan lakshmi lara lata latoya laura lauren laurence laurie lavinia lawrence layla leah leanne
    leila lena lenny leo leon leona leonard leonie leroy lesley leslie leticia letitia levi lewis liam libby
    lidia lila lilian lillian lilly lina linda lindsay lindsey linford linzi lisa liz lizzie llewelyn llinos
    lloyd logan lois lola lorna lorraine lottie lou louisa louise luca lucas lucia lucille lucinda lucy
    luigi luis luka lukasz luke lydia lyn lynda lyndon lynette lynn lynne lynsey mabel maciej maddie maddy
    madeleine madhu madison maeve magda magdalena maggie magnus mahmood mahmoud mair maire mairead mairi
    maisie malachi malachy malcolm malgorzata malik mandy manda mandeep manisha manjit manoj marc marcel
    marcella marcia marcin marco marcus marek margaret margery margo margot marguerite maria mariam marian
    marianne marie mariusz marilyn marina mario marion marissa marisa marjorie marlene marlon marsha marta
    martha martin martine martyn marvin mary maryam mateusz mathew matilda matt matthew maud maude maura
    maureen maurice mavis max maxine maxwell meera megan meghan mehmet mei meinir meirion mel melanie
    melissa melvin melvyn menna mercedes mercy meredith merfyn merlin mervyn meryl mia michael michaela
    michal michele michelle mick mickey miguel mihai mike milan mildred millicent millie milly mimi mina
    mindy minnie mira miranda miriam mitchell moesha mohamed mohammad mohammed mohan moira mollie molly mona
    monica monika monique morag moray morfydd morgan morris morwenna moses mostafa muhammad mumtaz muriel
    murray musa mustafa myfanwy myra myrtle nadeem nadia nadine nafisa naheed naima naledi nana nancy naomi
    naseem nasima nasir nasreen nat natalia natalie natasha nathan nathaniel navdeep naz nazia neeta neil
    nell nellie nerys nessa nesta neville ngozi nia niall niamh nicholas nick nicky nicola nicole nigel
    nikita nikki nikolai nina nirmala nisha nita nkechi noah noel noeleen noelle nora norah noreen norma
    norman noor nuala nuno oisin ola olga oliver olivia oliwia olu olufemi oluwaseun omar oonagh opal orla
    orlaith oscar osian oswald otis owain owen ozlem pablo paddy padma padraig pam pamela paola parminder
    parveen pascal patience patrice patricia patrick patrycja patsy paul paula paulette paulina pauline
    pawel pearl pedro peggy penelope percy perry perveen pete peter petra petrina phil philip philippa
    phillip phoebe phyllis pia pierre piers pierce pip pippa piotr polly poonam pradeep pranav praveen
    preeti priscilla priti priya priyanka prudence przemyslaw quentin rabia rachael rachel radoslaw rafael
    rafal raheem rahul raj raja rajesh rajinder rakesh ralph ram ramesh ramona randolph rashid rashida raul
    ravi raymond rebecca rebekah reece rees reg reggie reginald rehana reuben rex rhiannon rhian rhoda
    rhodri rhona rhonda rhydian rhys ria ricardo richard richie rick ricky rihanna rina rishi rita ritu
    rizwan rhianydd robbie robert roberta roberto robyn roderick rodney roger rohan rohit roisin roland
    roman ron ronald ronan ronnie rory rosalind rosalie rosamund rosanna roseanne rosemarie rosemary rosie
    roslyn rosa ross rowena roxanne roy ruben ruby rufus rukhsana rupert russ russell ruth ryan ryszard saba
    sabina sabrina sadia sadie sadiq saeed safiya sahar saima saira saleem salim sally salma salman sam
    samantha samina samir samira samson samuel sandeep sandra sangeeta sanjay sanjeev santiago sara sarah
    sarita sasha saskia satnam saul scott sean sebastian selina selma selwyn seren serena sergei seth
    shabana shabnam shafiq shah shahid shaheen shahnaz shakil shamima shan shane shania shanice shannon
    shantelle sharon shaun shauna shaz shazia sheena sheila shelagh shelley sherelle sheri sherrie sheryl
    shirin shirley shona shreya shyam sian sidney siddharth siegfried sienna sigrid silas silvia simon
    simone sinead siobhan sioned sion sivakumar sofia sohail solomon soraya sonia sonya sophia sophie stacey
    stan stanislaw stanley stefan stella steph stephanie stephen steve steven stewart stuart suki sukhdeep
    sukhjit sukhwinder sultana sunil sunita suresh surinder susan susanna susannah susie suzanne suzie
    svetlana sybil sydney sylvia sylvie tabitha tahir tahira talia tam tamara tamsin tania tanisha tanveer
    tanya tara tariq tasha tasneem tatiana tayo ted teddy tegan temitope terence teresa teri terry tess
    tessa thelma theo theodore theresa therese thomas tia tiago tiffany tim timothy tina tobias toby tolu
    tom tomas tomasz tommy tomos toni tonia tony tracey tracy trefor trevor tricia trina trish tristan trudy
    tudor tunde tyler tyrone tyson uchenna uma umar una urszula ursula usha usman val valentina valerie
    vanessa varsha vasile velma venetia vera verity verna veronica vic vicky victoria vijay vikas vikram
    vimala vince vincent viola virginia vivek vivian vivien vivienne vlad vladimir walter wanda waqas warren
    wayne wendy wes wesley wiktoria wilf wilfred wilhelmina willem william willie wilma winifred winnie
    winston wioletta wojciech wyn xavier yasmeen yasmin yolanda yousef youssef yuri yusra yusuf yvette
    yvonne zac zach zachary zahid zahra zainab zak zakir zara zeeshan zelda zena zeynep zoe zofia zoltan
    zubair zulfiqar zuzanna
    """.split()
)

ALSO_WORDS = frozenset(
    """
    amber angel april art august autumn bea bill bob bunny carol charity chase christian chuck cliff clay
    dale dawn daisy destiny dick di dolly dusty ed eden ernie faith fern flo florence forest frank gail gene
    ginger grace grant guy harmony harry hazel holly hope iris ivy jack jasper jade jewel joy kit kitty lee
    les lily liberty mark may melody mercy miles millie misty mo norm nick olive pat patience pearl penny
    pepper piper poppy prudence ray rich rob robin rod rose roman rosie rusty sal sandy sid skye sky sonny
    star storm sue summer sunny tad teddy tilly ty victor viola violet will willow woody
    """.split()
)
"""These count where something else says that they are names: a title, a capital within a sentence."""

KNOWN = PLAIN | ALSO_WORDS
