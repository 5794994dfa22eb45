namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>One spelling of a unit.</summary>
/// <param name="Unit">The unit's name in Microsoft's format: United States dollar, Square meter.</param>
/// <param name="Kind">A currency's ISO code, a dimension's subtype; empty for neither.</param>
/// <param name="Alone">True when it is read without a number too.</param>
/// <param name="Capitals">True when only capitals mean it: ALL, TRY.</param>
/// <param name="Leads">True when it may stand before its number: $, USD.</param>
/// <param name="Unsure">True when the text must speak of the matter: 5 c.</param>
/// <param name="Scale">1; a million for MUSD.</param>
internal sealed record UnitName(string Unit, string Kind, bool Alone, bool Capitals, bool Leads, bool Unsure, double Scale = 1);
