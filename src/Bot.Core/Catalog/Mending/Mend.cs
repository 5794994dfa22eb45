using System.Collections.Immutable;

namespace Bot.Core.Catalog.Mending;

/// <summary>A place in a text.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
public readonly record struct TextPlace(int Line, int Column);

/// <summary>Puts a text in place of another.</summary>
/// <param name="From">Where what is replaced begins.</param>
/// <param name="To">Where it ends; the same place for what is only put in.</param>
/// <param name="Text">What stands there then.</param>
public sealed record TextEdit(TextPlace From, TextPlace To, string Text);

/// <summary>What one click does about a problem.</summary>
/// <param name="Zh">What it does, in Chinese.</param>
/// <param name="En">What it does, in English.</param>
/// <param name="Edits">The changes, in the order of their places; they do not touch one another.</param>
public sealed record Mend(string Zh, string En, ImmutableArray<TextEdit> Edits);
