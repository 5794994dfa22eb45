using Bot.Core.Activities;
using Bot.Core.Audience;

namespace Bot.Host.Console.People;

/// <summary>What is known of a member, as operators may see it: each stated fact with its source and time.</summary>
/// <param name="Nick">The display name last seen.</param>
/// <param name="Attributes">By name: value, source, confidence, time.</param>
/// <param name="Tags">What operators or rules marked them with.</param>
/// <param name="Segments">Segments that an operator put them in.</param>
/// <param name="Consent">What they agreed to.</param>
/// <param name="Zone">Their time zone; null for the merchant's.</param>
/// <param name="Locale">The language they last spoke.</param>
/// <param name="Person">What joins several identities; null: alone.</param>
/// <param name="FirstSeen">When they first joined or spoke; null where it was never noted.</param>
/// <param name="LastSeen">When they last showed interest, as audiences count it; null where they never did.</param>
public sealed record PersonFacts(
    string? Nick, IReadOnlyDictionary<string, MemberAttribute> Attributes, IEnumerable<string> Tags, IEnumerable<string> Segments, Consent Consent, string? Zone, string? Locale, string? Person,
    DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen)
{
    /// <summary>Of a profile.</summary>
    public static PersonFacts Of(Profile profile) => new(
        profile.Nick, profile.Attributes, profile.Tags, profile.Segments, profile.Consent, profile.Zone, profile.Locale, profile.Person, profile.FirstSeen,
        profile.Engaged.IsEmpty ? null : profile.Engaged[^1]);

    /// <summary>True when nothing at all is known.</summary>
    public static bool IsEmpty(Profile profile) => profile is { Nick: null, Direct: null, Person: null, FirstSeen: null } && profile.Conversations.IsEmpty && profile.Attributes.IsEmpty && profile.Tags.IsEmpty && profile.Segments.IsEmpty;
}

/// <summary>A member in the list.</summary>
/// <param name="Member">Who.</param>
/// <param name="Nick">The display name last seen.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Segments">Segments.</param>
/// <param name="Consent">What they agreed to.</param>
/// <param name="FirstSeen">When they first joined or spoke.</param>
/// <param name="LastSeen">When they last showed interest.</param>
public sealed record PersonRow(MemberKey Member, string? Nick, IEnumerable<string> Tags, IEnumerable<string> Segments, Consent Consent, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen)
{
    /// <summary>Of a profile.</summary>
    public static PersonRow Of(MemberKey member, Profile profile)
    {
        var facts = PersonFacts.Of(profile);
        return new(member, facts.Nick, facts.Tags, facts.Segments, facts.Consent, facts.FirstSeen, facts.LastSeen);
    }
}
