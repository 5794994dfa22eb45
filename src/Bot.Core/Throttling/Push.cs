using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Throttling;

/// <summary>An operator takes a refusal upon themselves (the policy's <c>override</c> says who may, and what never yields).</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why; kept with the verdict.</param>
public sealed record PushOverride(string By, string Reason)
{
    /// <summary>The console's roles that they had when they asked, with blanks between; null for somebody who is only named.</summary>
    public string? Roles { get; init; }
}

/// <summary>How often a campaign may reach one audience, beside all rules of the policy.</summary>
/// <param name="Limit">1 or more.</param>
/// <param name="Window">Rolling.</param>
public sealed record PushFrequency(int Limit, TimeSpan Window);

/// <summary>One message that the merchant or a timer starts, as the throttle judges it. Ids are the idempotency key: one id is judged, reserved and sent once.</summary>
public sealed record Push
{
    /// <summary>Unique; 1 to 200 characters, any.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required PushClass Class { get; init; }

    /// <summary>The member whom it is for; null for a post to a whole group.</summary>
    public MemberKey? Member { get; init; }

    /// <summary>The group that it is posted to, or that a member is reached in; null for a direct message.</summary>
    public ConversationKey? Group { get; init; }

    /// <summary>The campaign that it belongs to.</summary>
    public string? Campaign { get; init; }

    /// <summary>The platform action whose quotas apply, as the quota data names it (<c>wecom.groupsend</c>); null for none.</summary>
    public string? Channel { get; init; }

    /// <summary>Of whom asks without knowing which account will send: then it is the one that the audience's platform knows (<see cref="PushFacts.Bot"/>).</summary>
    public const string AnyBot = "bot";

    /// <summary>The account or robot that sends: the scope of quotas <c>per: bot</c> and of pacing.</summary>
    public string Bot { get; init; } = AnyBot;

    /// <summary>When it was asked for, UTC, whole milliseconds.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this moment on it is stale and never goes; null for the policy's own rule.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Set when an operator overrides.</summary>
    public PushOverride? Override { get; init; }

    /// <summary>What its words look like, for the near-duplicate check; empty for unknown. One 32-bit hash for each shingle kept.</summary>
    public ImmutableArray<int> Likeness { get; init; } = [];

    /// <summary>For the check on stages (requirement D4): <c>seed</c>, <c>nurture</c> or <c>convert</c>; null for none.</summary>
    public string? Stage { get; init; }

    /// <summary>The campaign's own hours of the audience's day: outside of them it is held; null for any.</summary>
    public Hours? SendWindow { get; init; }

    /// <summary>The campaign's own frequency; null for none.</summary>
    public PushFrequency? Frequency { get; init; }

    /// <summary>The item of the content library that it says; the same one does not come to an audience again within <see cref="ItemOnce"/>. Null for none.</summary>
    public string? Item { get; init; }

    /// <summary>How long an item rests (requirement D7).</summary>
    public TimeSpan? ItemOnce { get; init; }

    /// <summary>The product category that it is about, for members who want nothing of it; null for none.</summary>
    public string? Topic { get; init; }

    /// <summary>Why it is relevant to this member (requirement A10): a tag, a purchase, a question; null for no reason.</summary>
    public string? Relevance { get; init; }
}
