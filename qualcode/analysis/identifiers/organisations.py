"""Words that names of organisations end or begin with, and some organisations known by one word."""

ENDINGS = frozenset(
    """
    hospital infirmary hospice clinic surgery practice centre center trust council university college school
    academy primary nursery church chapel mosque temple gurdwara synagogue unit ward house lodge court hall
    home foundation charity project association society union service services team hub commission agency
    department ministry ltd limited plc group partnership federation club institute pharmacy chemist library
    museum theatre hotel arms inn tavern court prison barracks regiment fusiliers guards post gazette echo
    chronicle star telegraph herald advertiser mercury times news general royal high grammar comprehensive
    street
    """.split()
)
"""A capitalised name that ends so is one of an organisation (or of a building, or a newspaper)."""

BEGINNINGS = frozenset(
    "ysgol ysbyty hmp yoi hms raf university bank church st royal ward capel tafarn".split()
)
"""A capitalised name that begins so is one of an organisation."""

OFFICES = frozenset("department ministry office board school bank university church college".split())
"""So is one that begins with these and goes on with “of” or “for”."""

CARE = frozenset(
    """
    hospital infirmary hospice clinic surgery centre unit ward team service services trust court house lodge
    home school college university council church library pharmacy
    """.split()
)
"""These alone, with a capital, name nothing."""

KNOWN = frozenset(
    """
    addenbrooke's aldi amazon argos asda ashworth b&q barclays barnardo's bbc boots broadmoor bupa costa
    greggs halfords halifax hsbc iceland ikea lidl lloyds mcdonald's maplesden maudsley mencap mind
    morrisons natwest papworth poundland primark rampton rethink sainsbury's samaritans santander shelter
    specsavers starbucks tesco tesco's waitrose wetherspoons wickes wilko
    """.split()
)
"""Known by their names alone."""
