using Bot.Core.Activities;
using Bot.Core.Catalog;
using Bot.Core.Pushes;
using Bot.Core.Templates;
using Bot.Core.Throttling;

namespace Bot.Host.Operators;

/// <summary>A member or a group, as operators' tools name it.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Id">The id there.</param>
public sealed record PushTo(string? Channel, string? Id);

/// <summary>A push that an operator asks for.</summary>
public sealed record PushAsk
{
    /// <summary>Unique; the same id is judged and sent once.</summary>
    public string? Id { get; init; }

    /// <summary><c>transactional</c>, <c>service</c>, <c>value</c> or <c>promo</c>.</summary>
    public string? Class { get; init; }

    /// <summary>For whom; and,</summary>
    public PushTo? Member { get; init; }

    /// <summary>or instead, in which group.</summary>
    public PushTo? Group { get; init; }

    /// <summary>Key of a template; or,</summary>
    public string? Template { get; init; }

    /// <summary>instead of it, the words.</summary>
    public string? Text { get; init; }

    /// <summary>Its campaign.</summary>
    public string? Campaign { get; init; }

    /// <summary>The platform action whose quotas apply, <c>wecom.groupsend</c> say.</summary>
    public string? Channel { get; init; }

    /// <summary>From then on it is stale.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Who takes a refusal upon themselves,</summary>
    public string? OverrideBy { get; init; }

    /// <summary>with which roles (never from the body: the console says it),</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? OverrideRoles { get; init; }

    /// <summary>and why.</summary>
    public string? Reason { get; init; }

    /// <summary>The product category that it is about.</summary>
    public string? Topic { get; init; }

    /// <summary>Why it is relevant to this member; a promo to one person needs it.</summary>
    public string? Relevance { get; init; }

    /// <summary><c>seed</c>, <c>nurture</c> or <c>convert</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>For a dry run: about which moment; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    private const int Longest = 200;
    private const int LongestText = 8000;

    /// <summary>What is wrong with it, in words; empty when a row can be made of it.</summary>
    /// <param name="catalog">The content in force.</param>
    /// <param name="dryRun">True where nothing will be said: id and words are not needed.</param>
    public IEnumerable<string> Problems(CatalogSnapshot catalog, bool dryRun)
    {
        if (!dryRun && Id is not { Length: > 0 and <= Longest })
        {
            yield return $"id: 1 到 {Longest} 个字符，同一个 id 只发一次 / id: 1 to {Longest} characters; one id goes once";
        }

        if (ClassOf(Class) is null)
        {
            yield return "class: transactional、service、value、promo 之一 / class: one of transactional, service, value, promo";
        }

        if ((Member is null && Group is null) || Wrong(Member) || Wrong(Group))
        {
            yield return "member 或 group: {channel, id} / member or group: {channel, id}";
        }

        if (!dryRun && (Template is { Length: > 0 }) == (Text is { Length: > 0 }))
        {
            yield return "template 和 text 写一个 / write one of template and text";
        }

        if (Text is { Length: > LongestText })
        {
            yield return $"text: 最多 {LongestText} 字 / text: at most {LongestText} characters";
        }

        if (Template is { Length: > 0 } key && catalog.Templates.Find(key) is null)
        {
            yield return $"template: 没有模板 {key} / template: there is no {key}";
        }

        if (ClassOf(Class) == PushClass.Service && IsPromo(catalog) is { } why)
        {
            yield return $"class: 服务通知里不能有促销（{why}），用 promo / class: a service notice must not hold an offer ({why}); use promo";
        }

        if (OverrideBy is { Length: > 0 } && string.IsNullOrWhiteSpace(Reason))
        {
            yield return "reason: 越过规则要写理由 / reason: an override needs one";
        }

        if (Stage is not (null or "seed" or "nurture" or "convert"))
        {
            yield return "stage: seed、nurture、convert 之一 / stage: one of seed, nurture, convert";
        }
    }

    /// <summary>The row; only when there are no <see cref="Problems"/>.</summary>
    public PushRow Row(DateTimeOffset now) => new()
    {
        Push = new Push
        {
            Id = Id ?? "dry-run",
            Class = ClassOf(Class)!.Value,
            Member = Member is { } member ? new MemberKey(member.Channel!, member.Id!) : null,
            Group = Group is { } group ? new ConversationKey(group.Channel!, group.Id!) : null,
            Campaign = Campaign,
            Channel = Channel,
            CreatedAt = now,
            Expires = Expires,
            Override = OverrideBy is { Length: > 0 } by ? new PushOverride(by, Reason ?? "") { Roles = OverrideRoles } : null,
            Topic = Topic,
            Relevance = Relevance,
            Stage = Stage,
            // A template is alike to itself: its words differ with the reader.
            Likeness = Text is { Length: > 0 } text ? Likeness.Of(text) : Template is { Length: > 0 } key ? Likeness.Of("template " + key) : [],
        },
        Content = Template is null && Text is null ? null : new PushContent(Template ?? "", Text),
    };

    /// <summary>A class by its name; null for none. Answers are not asked for, so <c>reply</c> is none.</summary>
    public static PushClass? ClassOf(string? name) => name?.ToLowerInvariant() switch
    {
        "transactional" => PushClass.Transactional,
        "service" => PushClass.Service,
        "value" => PushClass.Value,
        "promo" => PushClass.Promo,
        _ => null,
    };

    private string? IsPromo(CatalogSnapshot catalog) =>
        Text is { } text ? PromoWords.In(text)
        : Template is { } key && catalog.Templates.Find(key) is { Kind: ContentKind.Promo } ? key
        : null;

    private static bool Wrong(PushTo? to) => to is not null and not { Channel.Length: > 0, Id.Length: > 0 };
}
