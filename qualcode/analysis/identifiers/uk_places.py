"""Places of the UK and some beyond, in small letters, and the words that streets and places end with.

Countries and peoples aren't here: where so many come from they identify nobody. (A country that few come from
may still; that is for whoever decides.) Written for this purpose; a missing place is found by its capital.
"""

PLACES = frozenset(
    line.strip()
    for line in """
    aberdare, aberdeen, aberdeenshire, abergavenny, aberystwyth, accrington, aldershot, alloa, altrincham,
    anglesey, angus, antrim, argyll, armagh, ashford, ashton-under-lyne, aylesbury, ayr, ayrshire, bala,
    ballymena, banbury, bangor, barking, barmouth, barnet, barnsley, barnstaple, barrow, barrow-in-furness,
    barry, basildon, basingstoke, bath, batley, bedford, bedfordshire, belfast, berkshire, berwick, bethnal
    green, beverley, bexley, bideford, birkenhead, birmingham, blackburn, blackpool, blaenau ffestiniog,
    blaenau gwent, blyth, bognor regis, bolton, bootle, borders, boston, bournemouth, bracknell, bradford,
    brecon, brent, brentwood, bridgend, bridgwater, bridlington, brighton, bristol, brixham, brixton,
    bromley, bromsgrove, buckinghamshire, burnley, burton-on-trent, bury, bury st edmunds, caernarfon,
    caerphilly, caithness, camberwell, cambridge, cambridgeshire, camden, cannock, canterbury, cardiff,
    cardigan, carlisle, carmarthen, carmarthenshire, carrickfergus, castleford, ceredigion, chatham,
    cheadle, chelmsford, cheltenham, cheshire, chester, chesterfield, chester-le-street, chichester,
    chippenham, chorley, clacton, clapham, cleethorpes, clwyd, clydebank, colchester, coleraine, colne,
    colwyn bay, congleton, consett, conwy, corby, cornwall, coventry, craigavon, crawley, crewe, croydon,
    cumbria, cumbernauld, cwmbran, dagenham, darlington, dartford, darwen, daventry, deeside, denbigh,
    denbighshire, derby, derbyshire, derry, devon, dewsbury, didsbury, doncaster, dorchester, dorking,
    dorset, dover, dudley, dulwich, dumbarton, dumfries, dundee, dunfermline, dungannon, durham, dyfed,
    ealing, eastbourne, east kilbride, ebbw vale, edinburgh, elgin, ely, enfield, enniskillen, epsom, essex,
    evesham, exeter, exmouth, falkirk, falmouth, fareham, farnborough, farnworth, felixstowe, fermanagh,
    fife, flint, flintshire, folkestone, fort william, galashiels, gateshead, gillingham, glamorgan,
    glasgow, glastonbury, glossop, gloucester, gloucestershire, gorton, gosport, govan, grangemouth,
    grantham, gravesend, great yarmouth, greenock, greenwich, grimsby, guernsey, guildford, gwent, gwynedd,
    hackney, halesowen, halifax, hamilton, hammersmith, hampshire, harlech, harlow, harrogate, harrow,
    hartlepool, harwich, hastings, hatfield, haverfordwest, havering, hemel hempstead, hereford,
    herefordshire, hertford, hertfordshire, hexham, high wycombe, hillingdon, holyhead, horsham, hounslow,
    hove, huddersfield, hull, humberside, huntingdon, hyde, ilford, ilkeston, inverclyde, inverness,
    ipswich, isle of man, isle of wight, islington, jarrow, jersey, keighley, kendal, kent, kettering,
    kidderminster, kilmarnock, king's lynn, kingston, kirkcaldy, kirkby, kirklees, knowsley, lambeth,
    lanarkshire, lancashire, lancaster, larne, leamington spa, leeds, leicester, leicestershire, leigh,
    lerwick, lewes, lewisham, leyton, lichfield, lincoln, lincolnshire, lisburn, liverpool, livingston,
    llandrindod wells, llandudno, llanelli, llangefni, llangollen, llantrisant, london, londonderry,
    longsight, loughborough, lowestoft, luton, macclesfield, machynlleth, maesteg, maidenhead, maidstone,
    malvern, manchester, mansfield, margate, matlock, melton mowbray, merseyside, merthyr tydfil, merton,
    middlesbrough, middlesex, midlothian, milford haven, milton keynes, monmouth, monmouthshire, montgomery,
    moray, morecambe, morpeth, moss side, motherwell, neath, nelson, newark, newbury, newcastle, newham,
    newport, newquay, newry, newton abbot, newtown, norfolk, northallerton, northampton, northamptonshire,
    northumberland, norwich, nottingham, nottinghamshire, nuneaton, oban, oldham, omagh, orkney, ormskirk,
    oswestry, oxford, oxfordshire, paisley, peckham, pembroke, pembrokeshire, penarth, penrith, penzance,
    perth, perthshire, peterborough, peterhead, plymouth, pontefract, pontypool, pontypridd, poole, port
    talbot, porthcawl, portsmouth, powys, preston, prestatyn, prestwich, pwllheli, ramsgate, rawtenstall,
    reading, redcar, redditch, renfrewshire, rhondda, rhondda cynon taf, rhyl, richmond, rochdale,
    rochester, romford, rotherham, rugby, runcorn, rusholme, ruthin, rutland, ryde, saffron walden, st
    albans, st andrews, st austell, st davids, st helens, st ives, salford, salisbury, sandwell,
    scarborough, scunthorpe, selby, sheffield, shetland, shoreditch, shrewsbury, shropshire, sittingbourne,
    skegness, skelmersdale, slough, solihull, somerset, southampton, southend, southend-on-sea, southport,
    southwark, spalding, stafford, staffordshire, stalybridge, stevenage, stirling, stockport, stockton,
    stockton-on-tees, stoke, stoke-on-trent, stornoway, stourbridge, strabane, stratford,
    stratford-upon-avon, strathclyde, streatham, stretford, stroud, suffolk, sunderland, surrey, sussex,
    sutton coldfield, swansea, swindon, tameside, tamworth, taunton, tayside, telford, tenby, thanet,
    thurrock, todmorden, tonbridge, tooting, torbay, torfaen, torquay, tottenham, tower hamlets, toxteth,
    tredegar, trowbridge, truro, tunbridge wells, twickenham, tyneside, tyrone, ulverston, uxbridge,
    wakefield, wallasey, walsall, waltham forest, walthamstow, wandsworth, warrington, warwick,
    warwickshire, watford, wellingborough, welshpool, west bromwich, westminster, weston-super-mare,
    weymouth, whitby, whitehaven, whitley bay, widnes, wigan, wiltshire, winchester, windsor, winsford,
    wirral, wisbech, woking, wolverhampton, woolwich, worcester, worcestershire, workington, worksop,
    worthing, wrexham, wythenshawe, yeovil, york, yorkshire, ystradgynlais
    """.replace("\n    ", " ").split(",")
)

AMBIGUOUS = frozenset(
    """
    angus barry bath beverley blyth boston bury dale devon dover ely flint hamilton hastings hull hyde
    jersey kent lancaster leigh lincoln nelson newark preston reading richmond rugby sandwell slough
    stirling stroud stoke tyrone barking borders chester morecambe moray neath perth poole ryde selby
    warwick windsor york
    """.split()
)
"""Names of people or other words as well: no proof of a place, least of all where a sentence begins."""

STREETS = frozenset(
    """
    road street avenue lane close drive crescent terrace gardens grove way place square walk mews row hill
    parade rise view court green park boulevard embankment heol stryd ffordd rd st ave
    """.split()
)
"""What the name of a street ends with."""

NATURE = frozenset(
    """
    beach pier station bridge common moor valley valleys dale river canal reservoir estate park harbour bay
    island loch lough wood woods forest cathedral abbey castle market precinct tip colliery docks quay
    village town
    """.split()
)
"""What the name of a spot ends with."""
