using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>Values and subtypes as Microsoft's format writes them.</summary>
internal static class NumberFormat
{
    /// <summary>15 digits: 0.333333333333333, 1E-12.</summary>
    public static string Text(double value) => (value == 0 ? 0 : value).ToString("G15", CultureInfo.InvariantCulture);

    /// <summary>The sort's name.</summary>
    public static string Text(NumberKind kind) => kind switch
    {
        NumberKind.Integer => "integer",
        NumberKind.Decimal => "decimal",
        NumberKind.Fraction => "fraction",
        _ => "power",
    };

    /// <summary>A decimal that was multiplied and came out whole is an integer: 1.5k.</summary>
    public static NumberKind Sort(double value, NumberKind kind) =>
        kind == NumberKind.Decimal && value == Math.Floor(value) ? NumberKind.Integer : kind;
}
