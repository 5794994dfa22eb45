namespace Bot.Core.Activities;

/// <summary>
/// Reads whom a message is addressed to, and takes our own mention out of its text. The entity is authoritative, by
/// recipient id; the text is looked at only when the message has no mention entity at all. Linear time, never throws.
/// </summary>
public static class MentionText
{
    /// <summary>More different spellings of one mention than any client writes: the rest of them stays in the text.</summary>
    private const int MostSpellings = 8;

    /// <summary>
    /// The text without our own mention, every occurrence of it, and with other people's <c>&lt;at&gt;</c> marks unwrapped
    /// to their names; trimmed.
    /// </summary>
    /// <param name="activity">The message.</param>
    /// <param name="ownNames">Names that people call us by, without the <c>@</c>.</param>
    public static string StripOwn(Activity activity, IReadOnlyCollection<string> ownNames)
    {
        var text = activity.Text ?? "";
        if (text.Length == 0)
        {
            return "";
        }

        var spellings = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var own = false;
        foreach (var mention in Entities(activity))
        {
            if (!IsOwn(activity, mention, ownNames))
            {
                continue;
            }

            own = true;
            var written = string.IsNullOrWhiteSpace(mention.Text) ? $"<at>{mention.Account.Name}</at>" : mention.Text;
            if (spellings.Count < MostSpellings && spellings.Add(written))
            {
                text = MentionMarks.Remove(text, written);
            }
        }

        // Some channels write one thing in the entity and another in the text (a plain name for Skype): the names decide then.
        if (Entities(activity).IsEmpty || (own && text.Length == activity.Text!.Length))
        {
            text = MentionMarks.RemoveNames(text, Names(activity, ownNames));
        }

        return MentionMarks.Unwrap(text).Replace(MentionMarks.FourPerEmSpace, ' ').Trim();
    }

    /// <summary>True when the message names us: by an entity, or in its text where it has no entity at all.</summary>
    /// <param name="activity">The message.</param>
    /// <param name="ownNames">Names that people call us by, without the <c>@</c>.</param>
    public static bool MentionsUs(Activity activity, IReadOnlyCollection<string> ownNames)
    {
        var entities = Entities(activity);
        return entities.IsEmpty
            ? MentionMarks.HasName(activity.Text ?? "", Names(activity, ownNames))
            : entities.Any(mention => IsOwn(activity, mention, ownNames));
    }

    /// <summary>True when the message names somebody else, or all: by an entity, or by an <c>@name</c> in its text that is not ours.</summary>
    /// <param name="activity">The message.</param>
    /// <param name="ownNames">Names that people call us by, without the <c>@</c>.</param>
    public static bool MentionsOthers(Activity activity, IReadOnlyCollection<string> ownNames)
    {
        var entities = Entities(activity);
        return entities.IsEmpty
            ? MentionMarks.HasOther(activity.Text ?? "", Names(activity, ownNames))
            : entities.Any(mention => !IsOwn(activity, mention, ownNames));
    }

    private static System.Collections.Immutable.ImmutableArray<Mention> Entities(Activity activity) =>
        activity.Mentions.IsDefault ? [] : activity.Mentions;

    /// <summary>By id where the platform said who we are; by name where it did not (Copilot Studio leaves the recipient out).</summary>
    private static bool IsOwn(Activity activity, Mention mention, IReadOnlyCollection<string> ownNames) =>
        activity.Recipient is { } us
            ? string.Equals(mention.Account.Id, us.Id, StringComparison.Ordinal)
            : mention.Account.Name is { } name && ownNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Longest first, so that “小助手” is not read as “小助” and a rest.</summary>
    private static string[] Names(Activity activity, IReadOnlyCollection<string> ownNames) =>
        [.. ownNames.Append(activity.Recipient?.Name)
            .Select(name => name?.TrimStart('@', '＠').Trim())
            .Where(name => !string.IsNullOrEmpty(name))
            .Select(name => name!)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(name => name.Length)];
}
