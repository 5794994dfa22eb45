namespace Bot.Core.Content;

/// <summary>One text file of operator content, as read from disk or from the console.</summary>
/// <param name="Path">Path from the repository's root with forward slashes, for example <c>templates/faq/ship.when.tmpl</c>.</param>
/// <param name="Text">The whole text, line ends as found.</param>
public sealed record ContentFile(string Path, string Text);
