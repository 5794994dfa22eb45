using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Tests.Kit.Chat;

/// <summary>Somebody who talks in a test; in the place where they were last put, or in one named.</summary>
public sealed class Person(World world, string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public Place? At { get; set; }

    /// <summary>Says something and waits until the service has it. A leading <c>@小助</c> becomes a mention entity, as platforms send it.</summary>
    public Task<Receipt> Says(string text, Place? where = null, string? replyTo = null) => world.DeliverAsync(Write(text, where, replyTo));

    /// <summary>The activity that <see cref="Says"/> would send, for tests that deliver it in their own way.</summary>
    public Activity Write(string text, Place? where = null, string? replyTo = null)
    {
        var place = where ?? At ?? throw new InvalidOperationException($"{Name} is nowhere");
        Mention[] mentions = text.Contains("@小助", StringComparison.Ordinal) && place.IsGroup ? [new Mention(World.Bot, "@小助")] : [];
        return new Activity
        {
            Type = ActivityType.Message,
            Id = world.NextId(),
            Conversation = place.Key,
            IsGroup = place.IsGroup,
            From = new Account(Id, Name),
            Recipient = World.Bot,
            Text = text,
            At = world.Clock.GetUtcNow(),
            ReplyToId = replyTo,
            Mentions = [.. mentions],
            Locale = "zh-CN",
            Route = world.Route,
        };
    }
}

/// <summary>A group or a direct thread in a test, and what was said to it.</summary>
public sealed class Place(World world, string id, bool isGroup)
{
    public ConversationKey Key { get; } = new(World.Channel, id);

    public bool IsGroup { get; } = isGroup;

    /// <summary>What the assistant said here so far, in order of arrival.</summary>
    public IReadOnlyList<OutboundMessage> Heard => [.. world.Delivered.Where(message => message.Conversation == Key && message.Verb != OutboundVerb.Typing)];

    /// <summary>The last thing said here.</summary>
    public OutboundMessage? Last => Heard.Count > 0 ? Heard[^1] : null;
}
