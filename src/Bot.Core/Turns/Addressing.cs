using Bot.Core.Activities;

namespace Bot.Core.Turns;

/// <summary>Whether a message is for us, and why (language.md, 5.4).</summary>
/// <param name="ToUs">True when it shall be answered.</param>
/// <param name="Reason">
/// To us: <c>direct mention reply wake window dialog</c>. Not to us: <c>from_bot to_all to_other reply_to_other not_addressed</c>.
/// </param>
/// <param name="Text">What is left when our name is taken out.</param>
public sealed record Addressing(bool ToUs, string Reason, string Text)
{
    private static readonly string[] Everybody = ["@all", "@everyone", "@所有人", "@全体成员", "＠所有人", "＠全体成员"];

    /// <summary>Decides. Pure and linear in the text's length.</summary>
    /// <param name="activity">The message.</param>
    /// <param name="repliesToUs">It answers a message of ours.</param>
    /// <param name="name">The persona's name.</param>
    /// <param name="wake">The persona's wake words.</param>
    /// <param name="thread">What is in progress with this member.</param>
    /// <param name="now">Now.</param>
    public static Addressing Of(Activity activity, bool repliesToUs, string name, IReadOnlyCollection<string> wake, MemberThread thread, DateTimeOffset now)
    {
        string[] names = activity.Recipient?.Name is { Length: > 0 } own ? [name, .. wake, own] : [name, .. wake];
        var text = MentionText.StripOwn(activity, names).Trim();
        if (activity.From.IsBot)
        {
            return new(false, "from_bot", text);
        }

        if (!activity.IsGroup)
        {
            return new(true, "direct", text);
        }

        if (NamesEverybody(activity.Text))
        {
            return new(false, "to_all", text);
        }

        if (MentionText.MentionsUs(activity, names))
        {
            return new(true, "mention", text);
        }

        if (MentionText.MentionsOthers(activity, names))
        {
            return new(false, "to_other", text);
        }

        if (repliesToUs)
        {
            return new(true, "reply", text);
        }

        if (WithoutWakeWord(text, wake) is { } rest)
        {
            return new(true, "wake", rest);
        }

        if (activity.ReplyToId is { Length: > 0 })
        {
            return new(false, "reply_to_other", text);
        }

        if (thread.AddressedUntil is { } until && now <= until)
        {
            return new(true, "window", text);
        }

        return thread.Dialog is not null ? new(true, "dialog", text) : new(false, "not_addressed", text);
    }

    private static bool NamesEverybody(string text)
    {
        foreach (var word in Everybody)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                // "@Allen" and "me@allbirds.com" name somebody else.
                var end = at + word.Length;
                if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end >= text.Length || !char.IsAsciiLetterOrDigit(text[end])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? WithoutWakeWord(string text, IReadOnlyCollection<string> wake)
    {
        // The longest first: 小助手 before 小助.
        foreach (var word in wake.Where(word => word.Length > 0).OrderByDescending(word => word.Length))
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && EndsWord(text, word.Length))
            {
                return text[word.Length..].TrimStart(Trimmed);
            }

            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && StartsWord(text, text.Length - word.Length))
            {
                return text[..^word.Length].TrimEnd(Trimmed);
            }
        }

        return null;
    }

    private static readonly char[] Trimmed = [' ', ',', '，', '。', '.', '!', '！', '?', '？', ':', '：', '~', '～', '、', '\u2005', '\u3000', '\n'];

    // A Latin wake word must not be the beginning of another word ("Bo" in "Bob"); Chinese has no such limit.
    private static bool EndsWord(string text, int end) =>
        end >= text.Length || !char.IsAsciiLetterOrDigit(text[end - 1]) || !char.IsAsciiLetterOrDigit(text[end]);

    private static bool StartsWord(string text, int start) =>
        start <= 0 || !char.IsAsciiLetterOrDigit(text[start]) || !char.IsAsciiLetterOrDigit(text[start - 1]);
}
