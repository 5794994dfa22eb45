using System.Text.RegularExpressions;
using Bot.Core.Content;

namespace Bot.Core.Catalog.Mending;

/// <summary>A text with the place of one problem, and short ways to cut edits out of it.</summary>
internal sealed class MendText
{
    private readonly List<int> _lines = [0];

    public MendText(string text, Problem problem)
    {
        Text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        Problem = problem;
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n')
            {
                _lines.Add(i + 1);
            }
        }

        var line = Math.Clamp(problem.Line, 1, _lines.Count);
        LineStart = _lines[line - 1];
        LineEnd = line < _lines.Count ? _lines[line] - 1 : Text.Length;
        At = Math.Clamp(LineStart + problem.Column - 1, LineStart, LineEnd);
    }

    /// <summary>The text with plain line ends.</summary>
    public string Text { get; }

    /// <summary>What is wrong.</summary>
    public Problem Problem { get; }

    /// <summary>Index of the problem.</summary>
    public int At { get; }

    /// <summary>Index of its line's first character.</summary>
    public int LineStart { get; }

    /// <summary>Index after its line's last character.</summary>
    public int LineEnd { get; }

    /// <summary>The line from the problem on.</summary>
    public string Rest => Text[At..LineEnd];

    /// <summary>Index after the <c>}}</c> of the tag that the problem stands in or before; below zero where there is none on the line.</summary>
    public int TagEnd => Text.IndexOf("}}", At, LineEnd - At, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : -1;

    /// <summary>Index of the <c>{{</c> that the problem stands in; below zero where there is none on the line.</summary>
    public int TagStart => Text.LastIndexOf("{{", Math.Min(At + 1, Text.Length - 1), Math.Min(At + 1, Text.Length - 1) - LineStart + 1, StringComparison.Ordinal);

    /// <summary>Index of the line end before the second <c>---</c>, where a key can be added; below zero without front matter.</summary>
    public int FrontEnd => Text.StartsWith("---\n", StringComparison.Ordinal) ? Text.IndexOf("\n---", 3, StringComparison.Ordinal) : -1;

    /// <summary>Index after the last character of the section that the problem stands in.</summary>
    public int SectionEnd
    {
        get
        {
            var next = Text.IndexOf("\n== ", LineEnd, StringComparison.Ordinal);
            var end = next < 0 ? Text.Length : next;
            return LineStart + Text.AsSpan(LineStart, end - LineStart).TrimEnd().Length;
        }
    }

    /// <summary>One edit.</summary>
    public TextEdit Edit(int from, int to, string text) => new(Place(from), Place(to), text);

    /// <summary>An edit for each match.</summary>
    public IEnumerable<TextEdit> Edits(Regex wrong, Func<Match, string> right) => wrong.Matches(Text).Select(match => Edit(match.Index, match.Index + match.Length, right(match)));

    private TextPlace Place(int at)
    {
        var found = _lines.BinarySearch(at);
        var line = found >= 0 ? found : ~found - 1;
        return new TextPlace(line + 1, at - _lines[line] + 1);
    }
}
