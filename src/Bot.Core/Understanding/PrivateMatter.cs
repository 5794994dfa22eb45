using System.Text.RegularExpressions;

namespace Bot.Core.Understanding;

/// <summary>Finds what belongs in a direct message (requirement G5): a phone number, an order number, an address given in a group.</summary>
public static partial class PrivateMatter
{
    /// <summary><c>phone</c>, <c>order_number</c>, <c>identity</c>, or null when there is none.</summary>
    public static string? Find(string text)
    {
        var read = text.Length > TextFold.MaxLength ? text[..TextFold.MaxLength] : text;
        return Identity().IsMatch(read) ? "identity"
            : Phone().IsMatch(read) ? "phone"
            : OrderNumber().IsMatch(read) ? "order_number"
            : null;
    }

    [GeneratedRegex(@"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();

    [GeneratedRegex(@"(?<![0-9])[0-9]{10,20}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex OrderNumber();
}
