using Bot.Core.Understanding.Values;

namespace Bot.Core.Dialogs;

/// <summary>Hears the words that concern the dialog itself.</summary>
internal static class Hearing
{
    private static readonly string[] Questions =
        ["什么", "怎么", "多久", "多少", "哪", "几天", "几点", "为什么", "能不能", "可不可以", "是不是", "有没有", "how ", "what ", "when ", "which ", "why ", "where ", "do you", "can i", "is it", "are you"];

    /// <summary>
    /// True when the text says one of the words: alone, or with a few more around it (帮我转人工吧). Among free words only
    /// alone: a complaint that mentions a 取消 is still a complaint. 不要取消 is not 取消.
    /// </summary>
    public static bool Says(string text, IEnumerable<string> words, bool freeText)
    {
        // Inside a sentence the word counts with its particle: 算了, never the 算 of 预算.
        var said = Fold.Letters(text);
        return words.Any(word => Fold.Words(text) == Fold.Words(word)
            || (Fold.Letters(word) is { Length: > 0 } letters && said.Length <= letters.Length + (freeText ? 2 : 6) && Contains(said, letters)));
    }

    /// <summary>True when it reads as a question.</summary>
    public static bool IsQuestion(string text)
    {
        var folded = Fold.Text(text).TrimEnd();
        return folded.Contains('?', StringComparison.Ordinal) || folded.TrimEnd('。', '.', '!', '~', ' ', '呀', '啊') is [.., '吗' or '么' or '呢']
            || Questions.Any(word => folded.Contains(word, StringComparison.Ordinal));
    }

    private static bool Contains(string said, string word)
    {
        var at = said.IndexOf(word, StringComparison.Ordinal);
        return at >= 0 && !(at > 0 && said[at - 1] is '不' or '别' or '没') && !said[..at].EndsWith("不要", StringComparison.Ordinal) && !said[..at].EndsWith("不想", StringComparison.Ordinal);
    }
}
