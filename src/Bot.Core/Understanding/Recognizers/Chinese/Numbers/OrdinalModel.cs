namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>The <c>ordinal</c> model: 第三, 第250, 第3万.</summary>
internal static class OrdinalModel
{
    /// <summary>Adds every ordinal. They count from the start: Microsoft knows no other in Chinese.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        for (var at = scan.Text.IndexOf('第'); at >= 0; at = at + 1 < scan.Text.Length ? scan.Text.IndexOf('第', at + 1) : -1)
        {
            var number = ChineseDigits.SkipBlanks(scan.Text, at + 1);

            // 第1.5: the first.
            if (ChineseNumbers.TryReadInteger(scan.Shown, number, out var span) || ChineseNumbers.TryReadInteger(scan.Shown, number, ArabicDigits.Run(scan.Shown, number), out span))
            {
                into.Add(scan.Lower(at, span.End - at, "ordinal", new Field("offset", span.Written), new Field("relativeTo", "start"), new Field("value", span.Written)));
            }
        }
    }
}
