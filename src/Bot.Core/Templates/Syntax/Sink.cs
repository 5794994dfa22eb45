using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Templates.Syntax;

/// <summary>Takes problems at indexes of one file's text and gives them lines and columns.</summary>
internal sealed class Sink
{
    private readonly string _path;
    private readonly ImmutableArray<Problem>.Builder _problems;
    private readonly List<int> _lineStarts;

    public Sink(ContentFile file, ImmutableArray<Problem>.Builder problems)
    {
        _path = file.Path;
        _problems = problems;
        _lineStarts = [0];
        for (var i = 0; i < file.Text.Length; i++)
        {
            if (file.Text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    private Sink(Sink known, ImmutableArray<Problem>.Builder problems, int errors) =>
        (_path, _lineStarts, _problems, Errors) = (known._path, known._lineStarts, problems, errors);

    /// <summary>The same text's, for other problems.</summary>
    /// <param name="problems">Takes what is wrong from here on.</param>
    /// <param name="errors">How many errors are known already.</param>
    public Sink Into(ImmutableArray<Problem>.Builder problems, int errors) => new(this, problems, errors);

    /// <summary>Errors so far.</summary>
    public int Errors { get; private set; }

    public (int Line, int Column) Position(int at)
    {
        var found = _lineStarts.BinarySearch(at);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, at - _lineStarts[line] + 1);
    }

    public void Add(int at, string code, string zh, string en, Severity severity = Severity.Error)
    {
        var (line, column) = Position(at);
        _problems.Add(new Problem(_path, line, column, code, zh, en, severity));
        Errors += severity == Severity.Error ? 1 : 0;
    }
}
