using System.Collections.Immutable;

namespace Bot.Host.Demo;

/// <summary>One of the people of the demo.</summary>
/// <param name="Key"><c>lu</c> or <c>wang</c>.</param>
/// <param name="Id">Account id, this visit's own.</param>
/// <param name="Name">Name.</param>
public sealed record DemoPerson(string Key, string Id, string Name);

/// <summary>One of the conversations of the demo.</summary>
/// <param name="Key"><c>group</c>, <c>expert</c> or <c>dm</c>.</param>
/// <param name="Conversation">Conversation id, this visit's own.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Assistant">The name under which the assistant is known there.</param>
/// <param name="Tokens">Direct Line tokens by person.</param>
public sealed record DemoRoom(string Key, string Conversation, string Name, string Assistant, ImmutableSortedDictionary<string, string> Tokens);

/// <summary>All that the page needs to begin.</summary>
/// <param name="Key">Takes the same visit up again.</param>
/// <param name="Bot">The assistant's account id.</param>
/// <param name="BotName">The assistant's account name.</param>
/// <param name="People">Who takes part.</param>
/// <param name="Rooms">Where.</param>
public sealed record DemoVisit(string Key, string Bot, string BotName, ImmutableArray<DemoPerson> People, ImmutableArray<DemoRoom> Rooms);
