using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Operators;

/// <summary>A campaign as operators write it.</summary>
/// <param name="Id">Letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="Segment">Field 1: whom it is for, or</param>
/// <param name="Groups">the groups that it is posted to.</param>
/// <param name="Kind">Field 2: <c>value</c>, <c>promo</c> or <c>service</c>.</param>
/// <param name="Category">Field 3: product category.</param>
/// <param name="Window">Field 4: <c>09:00-21:00</c>.</param>
/// <param name="Frequency">Field 5: <c>1/7d</c>.</param>
/// <param name="Template">A template's key, or a shelf (<c>value.*</c>).</param>
/// <param name="Schedule">When.</param>
/// <param name="Channel">The platform action whose quotas apply.</param>
/// <param name="Bot">The account that sends.</param>
/// <param name="Relevance">Why it is relevant to them.</param>
/// <param name="Version">The version that was read, for a change.</param>
/// <param name="By">Who writes.</param>
public sealed record CampaignBody(
    string? Id,
    string? Name,
    JsonElement? Segment,
    ImmutableArray<ConversationKey>? Groups,
    string? Kind,
    string? Category,
    string? Window,
    string? Frequency,
    string? Template,
    CampaignSchedule? Schedule,
    string? Channel,
    string? Bot,
    string? Relevance,
    long? Version,
    string? By)
{
    /// <summary>The draft in it, over what was kept before; or what is wrong.</summary>
    public (Campaign? Draft, string? Wrong) Read(Campaign? before, DateTimeOffset now)
    {
        if (Id is not { Length: >= 1 and <= 64 } || !Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return (null, "id: 1-64 个字母、数字、- 或 _ / 1 to 64 letters, digits, - or _");
        }

        if (string.IsNullOrWhiteSpace(By))
        {
            return (null, "by: 写上是谁 / say who you are");
        }

        if (Kind is not null && KindOf(Kind) is null)
        {
            return (null, "kind: value、promo 或 service / value, promo or service");
        }

        if (Window is not null && HoursOf(Window) is null)
        {
            return (null, "window: 例如 09:00-21:00 / as in 09:00-21:00");
        }

        if (Frequency is not null && OftenOf(Frequency) is null)
        {
            return (null, "frequency: 例如 1/7d / as in 1/7d");
        }

        if (SegmentOf(Segment) is var (segment, mistake) && mistake is not null)
        {
            return (null, mistake);
        }

        if (Groups?.Any(group => group is not { Channel.Length: > 0, Id.Length: > 0 }) == true)
        {
            return (null, "groups: 每个群要有 channel 和 id / each group needs channel and id");
        }

        return (new Campaign
        {
            Id = Id,
            Name = Name ?? before?.Name ?? Id,
            Version = before?.Version ?? 0,
            Segment = segment,
            Groups = Groups ?? [],
            Kind = Kind is null ? null : KindOf(Kind),
            Category = Category,
            Window = Window is null ? null : HoursOf(Window),
            Frequency = Frequency is null ? null : OftenOf(Frequency),
            Template = Template,
            Schedule = Schedule,
            Channel = Channel,
            Bot = Bot ?? Push.AnyBot,
            Relevance = Relevance,
            Acts = (before?.Acts ?? []).Add(new CampaignAct(By, before is null ? "created" : "changed", now)),
        }, null);
    }

    /// <summary>A segment as written, or what is wrong with it; neither where there is none.</summary>
    public static (Segment? Segment, string? Wrong) SegmentOf(JsonElement? json)
    {
        if (json is not { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } written)
        {
            return (null, null);
        }

        try
        {
            return written.Deserialize<Segment>(ApiJson.Read) is { } segment && segment.IsSound
                ? (segment, null)
                : (null, "segment: 写法不完整，见 docs/how-to/run-a-campaign.md / incomplete: see docs/how-to/run-a-campaign.md");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return (null, "segment: 例如 {\"is\":\"tag\",\"tag\":\"vip\"} / as in {\"is\":\"tag\",\"tag\":\"vip\"}");
        }
    }

    private static PushClass? KindOf(string text) => text switch
    {
        "value" => PushClass.Value,
        "promo" => PushClass.Promo,
        "service" => PushClass.Service,
        _ => null,
    };

    private static Hours? HoursOf(string text) =>
        text.Split('-') is [var from, var until] && Minute(from) is { } begin && Minute(until) is { } end && begin != end ? new Hours(begin, end) : null;

    private static int? Minute(string text) => text.Trim() == "24:00" ? 0
        : TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : null;

    private static Frequency? OftenOf(string text) =>
        text.Split('/') is [var count, var window] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && Durations.Read(window.Trim()) is { } length
            ? new Frequency(limit, length)
            : null;
}
