namespace Bot.Channels.BotFramework;

/// <summary>Makes an id that nobody else has: for activities to which their platform gave none. Handed in, so that tests can foresee it.</summary>
public delegate string NewId();
