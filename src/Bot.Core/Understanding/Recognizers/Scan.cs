using Bot.Core.Understanding.Folding;
using Bot.Core.Understanding.Recognizers.Chinese.Numbers;
using Bot.Core.Understanding.Recognizers.English.Numbers;

namespace Bot.Core.Understanding.Recognizers;

/// <summary>
/// A text that is being read. Folding keeps every character's place, so that offsets in <see cref="Text"/> are offsets of
/// the input.
/// </summary>
internal sealed class Scan
{
    public Scan(string input, RecognizeOptions options)
    {
        Options = options;
        Shown = string.Create(input.Length, input, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = TextFold.HalfWidth(source[i]);
            }
        });
        Text = string.Create(input.Length, Shown, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] == '￥' ? '¥' : Simplified.Char(char.ToLowerInvariant(source[i]));
            }
        });
    }

    public RecognizeOptions Options { get; }

    /// <summary>What results show: full width folded, case and script as written.</summary>
    public string Shown { get; }

    /// <summary>What readers read: also lower case and simplified Chinese.</summary>
    public string Text { get; }

    /// <summary>What <see cref="Chinese.Numbers.ChineseNumbers.Of"/> gives: read when first asked for.</summary>
    internal NumberSpan[] ChineseNumbers => field ??= Chinese.Numbers.ChineseNumbers.Read(Shown);

    /// <summary>What the shop's readers share: read when first asked for.</summary>
    internal Shop.ShopText Shop => field ??= new Shop.ShopText(Text);

    /// <summary>The English numbers and ordinals of this text; read once, when first asked for.</summary>
    public EnglishNumbers EnglishNumbers => field ??= EnglishNumbers.Read(Text);

    /// <summary>As <see cref="Found"/>, in lower case, as Microsoft's English models show it.</summary>
    public Recognized FoundLower(int start, int end, string type, params ReadOnlySpan<Field> resolution) =>
        new(Shown.Substring(start, end - start).ToLowerInvariant(), type, start, end - 1, [.. resolution]);

    /// <summary>A result over a span of this text.</summary>
    public Recognized Found(int start, int length, string type, params ReadOnlySpan<Field> resolution) =>
        new(Shown.Substring(start, length), type, start, start + length - 1, [.. resolution]);

    /// <summary>A result over a span of this text, in lower case, as Microsoft shows numbers and units.</summary>
    public Recognized Lower(int start, int length, string type, params ReadOnlySpan<Field> resolution) =>
        new(Shown.Substring(start, length).ToLowerInvariant(), type, start, start + length - 1, [.. resolution]);
}
