namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>The holidays and their names.</summary>
internal static partial class Feasts
{
    // Month, day, names. "(day)" may be left out; names are apart by commas.
    private const string Fixed = """
        1 1 new year (day), new years (day)
        12 31 new year eve, new years eve
        12 25 christmas (day), xmas (day)
        12 24 christmas eve, xmas eve
        12 26 boxing day
        2 14 valentine (day), valentines (day), st valentine day, lover day, lovers day
        3 14 white day, white lover day
        3 17 st patrick (day), saint patrick (day), st patricks (day), saint patricks (day), st paddy day
        4 23 st george day, saint george day
        4 1 april fool (day), april fools (day), fool day, fools day, all fools day
        4 22 earth day
        3 12 tree planting day, arbor day
        3 7 girl day, girls day
        3 8 woman day, women day, female day, international women day, womens day
        5 1 may day, mayday, international worker day, international workers day, worker day, workers day
        5 4 youth day
        5 5 cinco de mayo
        6 1 child day, children day, childrens day
        6 14 flag day
        6 19 juneteenth, freedom day, jubilee day
        7 4 independence day, american independence day, usa independence day, us independence day
        7 14 bastille day
        8 1 yorkshire day
        9 10 teacher day, teachers day
        10 31 halloween, hallowe'en, all hallows eve, all hallow eve
        11 1 all saint day, all saints day, all hallow day, all hallows day
        11 2 all soul day, all souls day
        11 5 guy fawkes day, guy fawkes night, bonfire night
        11 11 veteran day, veterans day, single day, singles day, remembrance day, armistice day
        2 2 groundhog day
        1 20 inauguration day
        5 4 star wars day
        12 12 lady of guadalupe, day of guadalupe
        1 26 australia day
        7 1 canada day
        4 25 anzac day
        1 25 burns night
        3 1 beginning of spring festival
        4 20 four twenty
        1 6 epiphany, three kings day
        12 8 feast of the immaculate conception
        3 14 pi day
        """;

    // Month, weekday, which of the month (5: the last), names.
    private const string Moving = """
        1 1 3 martin luther king (day), martin luther king jr day, mlk (day), mlk jr day
        2 1 3 president day, presidents day, washington birthday, washingtons birthday
        3 1 1 canberra day
        5 7 2 mother day, mothers day, mom day, mothering day
        6 7 3 father day, fathers day, dad day
        5 1 4 memorial day
        9 1 1 labor day, labour day
        10 1 2 columbus day, indigenous peoples day
        11 4 4 thanksgiving (day), thank giving (day)
        11 5 4 black friday
        11 1 4 cyber monday
        """;

    // Days after Easter Sunday, names.
    private const string Easter = """
        0 easter (day), easter sunday
        1 easter monday
        -1 easter saturday, holy saturday
        -2 good friday
        -3 maundy thursday
        -7 palm sunday
        -46 ash wednesday
        -47 mardi gras, shrove tuesday, fat tuesday
        39 ascension day, ascension of jesus, ascension of christ, ascension
        49 pentecost, whit sunday, white sunday
        50 white monday, whit monday, pentecost monday
        56 trinity sunday
        60 corpus christi
        """;

    // Month and day of the Islamic calendar, names.
    private const string Islamic = """
        10 1 eid al fitr, eid al-fitr, eid ul fitr
        12 10 eid al adha, eid al-adha, eid ul adha, feast of the sacrifice
        9 1 ramadan
        1 1 islamic new year
        1 10 ashura
        """;
}
