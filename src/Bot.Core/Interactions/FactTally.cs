using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Interactions;

/// <summary>
/// The names that a fact counts under. A template's name stays as it is (<c>key@version#section</c>); every other begins
/// with <c>~</c>, which no key can have. A fact counts once under each, so that counts can be added, taken back and told anew.
/// </summary>
public static class FactTally
{
    /// <summary>A member's message, by the hour of the Chinese day: <c>~said/00</c> to <c>~said/23</c>.</summary>
    public const string Said = "~said/";

    /// <summary>A member who was answered said something to us again soon, by what was said to them last: <c>~after/KEY#SECTION</c>.</summary>
    public const string After = "~after/";

    /// <summary>How soon.</summary>
    public static TimeSpan Soon { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Another bot's message.</summary>
    public const string SaidByBot = "~saidbot";

    /// <summary>A turn answered, by its source: <c>template</c>, <c>knowledge</c>, <c>dialog</c>, <c>human</c> (handed to a person), <c>fallback</c>, <c>unasked</c>.</summary>
    public const string Replied = "~replied/";

    /// <summary>Another message of ours: the rest of an answer, a greeting, a reminder.</summary>
    public const string More = "~more";

    /// <summary>An answered turn by how long it took from receipt to decision: up to so many milliseconds, see <see cref="Bounds"/>.</summary>
    public const string Took = "~took/";

    /// <summary>A silence by its reason.</summary>
    public const string Silent = "~silent/";

    /// <summary>A question that the content did not answer, as <see cref="UnansweredReader"/> finds it.</summary>
    public const string Miss = "~miss";

    /// <summary>Joined a group; we ourselves are not counted.</summary>
    public const string Joined = "~joined";

    /// <summary>Left a group.</summary>
    public const string Left = "~left";

    /// <summary>A push that went out, by class.</summary>
    public const string Pushed = "~pushed/";

    /// <summary>A push that went out, by the hour of the Chinese day.</summary>
    public const string PushedAt = "~pushedat/";

    /// <summary>A push that went out, by its template: <c>~pushedof/KEY@VERSION#SECTION</c>, so that what was said in answer can be told apart.</summary>
    public const string PushedOf = "~pushedof/";

    /// <summary>A wish about pushes, by its name.</summary>
    public const string Consent = "~consent/";

    /// <summary>A dialog: <c>~dialog/ID/started</c>, <c>…/step/SLOT</c> (asked for it), <c>…/said</c> (answered a turn), <c>…/ended/OUTCOME</c>, <c>…/left/SLOT</c> (where it stood at an end that is not completion).</summary>
    public const string Dialog = "~dialog/";

    /// <summary>Given to a person, by reason.</summary>
    public const string HandOff = "~handoff/";

    /// <summary>A reaction added: <c>good</c>, <c>bad</c>, <c>other</c>.</summary>
    public const string Reaction = "~reaction/";

    /// <summary>A reaction taken back.</summary>
    public const string Unreaction = "~unreaction/";

    /// <summary>An operator's message.</summary>
    public const string Operator = "~operator";

    /// <summary>A template that had nothing to say, by its key.</summary>
    public const string NotSaid = "~notsaid/";

    private const int Longest = 160;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly ImmutableArray<string> Hours = [.. Enumerable.Range(0, 24).Select(static hour => Said + hour.ToString("00", CultureInfo.InvariantCulture))];
    private static readonly ImmutableArray<string> PushHours = [.. Enumerable.Range(0, 24).Select(static hour => PushedAt + hour.ToString("00", CultureInfo.InvariantCulture))];
    private static readonly ImmutableHashSet<string> Good = ["like", "heart", "laugh", "👍", "❤️", "❤", "😄", "😊", "🙏", "🎉", "👏", "🌹", "💯", "强", "赞", "爱心", "鼓掌", "玫瑰", "plusone", "thumbsup"];
    private static readonly ImmutableHashSet<string> Bad = ["dislike", "angry", "sad", "👎", "😡", "😠", "🙄", "😢", "💢", "弱", "踩", "发怒", "thumbsdown"];

    /// <summary>Upper bounds of the times of answers in milliseconds; the last stands for all beyond it.</summary>
    public static ImmutableArray<int> Bounds { get; } = [10, 20, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000, 30_000, 60_000, 600_000];

    private static ImmutableArray<string> Buckets { get; } = [.. Bounds.Select(static bound => Took + bound.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The day that a moment counts for, in Chinese time (UTC+8) whatever the shop's zone: counts are kept by day, so the day is fixed.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);

    /// <summary>When a day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), China);

    /// <summary>True for a member's message: it makes the day one of theirs in that place.</summary>
    public static bool IsActive(Interaction fact) => fact.Kind == InteractionKind.Said && !IsBot(fact);

    /// <summary>The names of a fact; few, none twice.</summary>
    public static ImmutableArray<string> Of(Interaction fact) => fact.Kind switch
    {
        InteractionKind.Said when IsBot(fact) => [SaidByBot],
        InteractionKind.Said when fact.Data.TryGetValue("after", out var section) => [Hours[fact.At.ToOffset(China).Hour], Short(After + section)],
        InteractionKind.Said => [Hours[fact.At.ToOffset(China).Hour]],
        InteractionKind.Replied => Answer(fact),
        InteractionKind.Silent => UnansweredReader.IsMiss(fact) ? [Short(Silent + fact.Reason), Miss] : [Short(Silent + fact.Reason)],
        InteractionKind.Joined when fact.Reason is null => [Joined],
        InteractionKind.Left when fact.Reason is null => [Left],
        InteractionKind.Pushed when fact.Template is { } template => [Short(Pushed + fact.Reason), PushHours[fact.At.ToOffset(China).Hour], template, Short(PushedOf + template)],
        InteractionKind.Pushed => [Short(Pushed + fact.Reason), PushHours[fact.At.ToOffset(China).Hour]],
        InteractionKind.Consent => [Short(Consent + fact.Reason)],
        InteractionKind.Dialog => OfDialog(fact),
        InteractionKind.HandOff when fact.Reason?.StartsWith("waiting:", StringComparison.Ordinal) == true => [Short(HandOff + fact.Reason["waiting:".Length..])],
        InteractionKind.Reacted when fact.Reason is { } reason => [OfReaction(reason)],
        InteractionKind.OperatorSaid when fact.Reason == "send" => [Operator],
        InteractionKind.Noticed when fact.Reason?.StartsWith("not_said:", StringComparison.Ordinal) == true => [Short(NotSaid + fact.Reason.Split(':')[1])],
        _ => [],
    };

    private static ImmutableArray<string> Answer(Interaction fact)
    {
        var names = ImmutableArray.CreateBuilder<string>(6);
        if (fact.Template is { } template)
        {
            names.Add(template);
        }

        // What goes to the direct message is no talk of ours here, and a second message is no second answer.
        if (IsFurther(fact))
        {
            if (!IsElsewhere(fact))
            {
                names.Add(More);
            }
        }
        else
        {
            names.Add(Source(fact));
            if (fact.Data.TryGetValue("ms", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
            {
                var bucket = 0;
                while (bucket < Bounds.Length - 1 && ms > Bounds[bucket])
                {
                    bucket++;
                }

                names.Add(Buckets[bucket]);
            }

            if (fact.Data.TryGetValue("dialog", out var dialog))
            {
                names.Add(Short($"{Dialog}{dialog}/said"));
            }
        }

        if (fact.Data.TryGetValue("step", out var step) && fact.Data.TryGetValue("dialog", out var of))
        {
            names.Add(Short($"{Dialog}{of}/step/{step}"));
        }

        if (UnansweredReader.IsMiss(fact))
        {
            names.Add(Miss);
        }

        return names.DrainToImmutable();
    }

    private static bool IsFurther(Interaction fact) => fact.Data.ContainsKey("more") || fact.Reason is "joined" || fact.Reason?.StartsWith("due:", StringComparison.Ordinal) == true;

    private static bool IsElsewhere(Interaction fact) => fact.IsGroup && fact.Data.TryGetValue("to", out var to) && to == "direct";

    private static string Source(Interaction fact)
    {
        var reason = fact.Reason ?? "";
        return reason.StartsWith("ambient:", StringComparison.Ordinal) ? Replied + "unasked"
            : reason.StartsWith("hand_off:", StringComparison.Ordinal) ? Replied + "human"
            : reason == "error" || UnansweredReader.IsMiss(fact) || reason.Contains(":topic:", StringComparison.Ordinal) ? Replied + "fallback"
            : reason.EndsWith(":faq", StringComparison.Ordinal) ? Replied + "knowledge"
            : fact.Data.ContainsKey("dialog") || reason.Contains(":dialog:", StringComparison.Ordinal) ? Replied + "dialog"
            : reason.Contains(":match:", StringComparison.Ordinal) && fact.ContentKind != "chat" ? Replied + "knowledge"
            : Replied + "template";
    }

    private static ImmutableArray<string> OfDialog(Interaction fact)
    {
        if (!fact.Data.TryGetValue("dialog", out var dialog) || fact.Reason is not { } reason)
        {
            return [];
        }

        var prefix = $"{Dialog}{dialog}/";
        return reason == "started" ? [Short(prefix + "started")]
            : !reason.StartsWith("ended:", StringComparison.Ordinal) ? []
            : fact.Data.TryGetValue("step", out var step) ? [Short($"{prefix}ended/{reason[6..]}"), Short($"{prefix}left/{step}")]
            : [Short($"{prefix}ended/{reason[6..]}")];
    }

    private static string OfReaction(string reason)
    {
        var at = reason.IndexOf(':', StringComparison.Ordinal);
        var what = reason[(at + 1)..];
        return (reason.StartsWith("removed:", StringComparison.Ordinal) ? Unreaction : Reaction) + (Good.Contains(what) ? "good" : Bad.Contains(what) ? "bad" : "other");
    }

    private static bool IsBot(Interaction fact) => fact.Data.ContainsKey("bot");

    private static string Short(string name) => name.Length <= Longest ? name : name[..Longest];
}
