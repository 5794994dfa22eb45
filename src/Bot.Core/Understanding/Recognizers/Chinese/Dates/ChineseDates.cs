using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Reads dates, times, periods, lengths and sets from Chinese: tokens, then single times, then what belongs together.</summary>
internal static class ChineseDates
{
    /// <summary>All times of a text, by place.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var chat = scan.Options.Profile == RecognizerProfile.Chat;
        var tokens = Lexer.Read(scan.Text, chat);
        if (tokens.Count == 0)
        {
            return;
        }

        var reference = scan.Options.Reference;
        var items = DateGrammar.Items(tokens, scan);
        if (items.Count == 0)
        {
            return;
        }

        items = new Joining(tokens, reference, chat).DaysAndTimes(items);
        items = new Ranges(tokens, reference).Join(items);
        items = new Around(tokens, scan.Text, chat).Add(items);
        var titled = Titled(scan.Text);
        foreach (var item in items)
        {
            var start = item.Start ?? tokens[item.First].Start;
            var end = item.End ?? tokens[item.Next - 1].End;
            if (titled is null || !titled[start])
            {
                into.Add(TimeResolution.Found(scan, start, end - start, item.Value));
            }
        }
    }

    // Names of books and games hold no times: 《明日之后》.
    private static bool[]? Titled(string text)
    {
        if (!text.Contains('《', StringComparison.Ordinal))
        {
            return null;
        }

        var titled = new bool[text.Length];
        var open = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '《')
            {
                open = i;
            }
            else if (text[i] == '》' && open >= 0)
            {
                Array.Fill(titled, true, open, i - open);
                open = -1;
            }
        }

        return titled;
    }
}
