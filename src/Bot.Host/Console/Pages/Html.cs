using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Bot.Host.Console.Pages;

/// <summary>Text that is HTML already. Made from an interpolated string, whose holes are escaped unless they are HTML themselves.</summary>
[InterpolatedStringHandler]
internal readonly struct Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.CjkUnifiedIdeographs, UnicodeRanges.CjkSymbolsandPunctuation, UnicodeRanges.HalfwidthandFullwidthForms, UnicodeRanges.GeneralPunctuation);
    private readonly StringBuilder _text;

    public Html(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public static Html None => Of("");

    public static Html Of(string text) => $"{text}";

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(int number) => _text.Append(number);

    public void AppendFormatted(Html html) => _text.Append(html._text);

    public override string ToString() => _text?.ToString() ?? "";
}
