namespace Bot.Core.Activities;

/// <summary>A person or a bot as the platform names it.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Name">The display name, when given.</param>
/// <param name="IsBot">True when the platform says that it is a bot (<c>role: bot</c> or <c>skill</c>).</param>
public sealed record Account(string Id, string? Name = null, bool IsBot = false);

/// <summary>A mention entity: who was named, and the exact text that names them.</summary>
/// <param name="Account">Who was mentioned.</param>
/// <param name="Text">The exact substring of the message; null when the platform left it out.</param>
public sealed record Mention(Account Account, string? Text);

/// <summary>A file that came with a message; only facts, never its bytes.</summary>
/// <param name="ContentType">Media type.</param>
/// <param name="Name">File name, when given.</param>
/// <param name="Url">Where it can be read, when given.</param>
public sealed record Attachment(string ContentType, string? Name = null, string? Url = null);
