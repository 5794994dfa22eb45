using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bot.Core.Activities;

namespace Bot.Core.Audience;

/// <summary>Whom a campaign is for: predicates over a member and their profile, joined by and, or, not.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Everyone), "everyone")]
[JsonDerivedType(typeof(All), "all")]
[JsonDerivedType(typeof(Any), "any")]
[JsonDerivedType(typeof(Not), "not")]
[JsonDerivedType(typeof(OnChannel), "channel")]
[JsonDerivedType(typeof(InGroup), "group")]
[JsonDerivedType(typeof(Tagged), "tag")]
[JsonDerivedType(typeof(InSegment), "segment")]
[JsonDerivedType(typeof(Attribute), "attribute")]
[JsonDerivedType(typeof(ActiveWithin), "active_within")]
[JsonDerivedType(typeof(InactiveFor), "inactive_for")]
public abstract record Segment
{
    private Segment()
    {
    }

    /// <summary>True when the member belongs to it.</summary>
    public abstract bool Holds(MemberKey member, Profile profile, DateTimeOffset now);

    /// <summary>False when something in it is missing or makes no sense.</summary>
    [JsonIgnore]
    public virtual bool IsSound => true;

    /// <summary>What about these members makes a message relevant to them (requirement A10): a tag, an attribute; null when nothing does.</summary>
    [JsonIgnore]
    public virtual string? Reason => null;

    /// <summary>Every member. Must be asked for by name.</summary>
    public sealed record Everyone : Segment
    {
        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => true;
    }

    /// <summary>All of these.</summary>
    public sealed record All(ImmutableArray<Segment> Of) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => !Of.IsDefaultOrEmpty && Of.All(one => one?.IsSound == true);

        /// <inheritdoc/>
        public override string? Reason => Of.Select(one => one.Reason).FirstOrDefault(reason => reason is not null);

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => Of.All(one => one.Holds(member, profile, now));
    }

    /// <summary>One of these at least.</summary>
    public sealed record Any(ImmutableArray<Segment> Of) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => !Of.IsDefaultOrEmpty && Of.All(one => one?.IsSound == true);

        /// <inheritdoc/>
        public override string? Reason => Of.All(one => one.Reason is not null) ? string.Join('|', Of.Select(one => one.Reason)) : null;

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => Of.Any(one => one.Holds(member, profile, now));
    }

    /// <summary>Not this.</summary>
    public sealed record Not(Segment Of) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Of?.IsSound == true;

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => !Of.Holds(member, profile, now);
    }

    /// <summary>On a channel.</summary>
    public sealed record OnChannel(string Name) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Name is { Length: > 0 };

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => string.Equals(member.Channel, Name, StringComparison.Ordinal);
    }

    /// <summary>Seen in a group.</summary>
    public sealed record InGroup(string Channel, string Id) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Channel is { Length: > 0 } && Id is { Length: > 0 };

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => profile.Conversations.Contains(new ConversationKey(Channel, Id));
    }

    /// <summary>Has a tag.</summary>
    public sealed record Tagged(string Tag) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Tag is { Length: > 0 };

        /// <inheritdoc/>
        public override string? Reason => $"tag:{Tag}";

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => profile.Tags.Contains(Tag);
    }

    /// <summary>In a segment that an operator put them in.</summary>
    public sealed record InSegment(string Name) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Name is { Length: > 0 };

        /// <inheritdoc/>
        public override string? Reason => $"segment:{Name}";

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => profile.Segments.Contains(Name);
    }

    /// <summary>An attribute has one of these values.</summary>
    public sealed record Attribute(string Name, ImmutableArray<string> Values) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Name is { Length: > 0 } && !Values.IsDefaultOrEmpty;

        /// <inheritdoc/>
        public override string? Reason => $"attribute:{Name}";

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => profile.Attributes.TryGetValue(Name, out var known) && Values.Contains(known.Value);
    }

    /// <summary>Spoke to us in the last so many days.</summary>
    public sealed record ActiveWithin(int Days) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Days is >= 1 and <= 3650;

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => profile.Engaged is [.., var last] && last > now.AddDays(-Days);
    }

    /// <summary>Did not speak to us for so many days, though once they did.</summary>
    public sealed record InactiveFor(int Days) : Segment
    {
        /// <inheritdoc/>
        public override bool IsSound => Days is >= 1 and <= 3650;

        /// <inheritdoc/>
        public override bool Holds(MemberKey member, Profile profile, DateTimeOffset now) => profile.Engaged is [.., var last] && last <= now.AddDays(-Days);
    }
}
