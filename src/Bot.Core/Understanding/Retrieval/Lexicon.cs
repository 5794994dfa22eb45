using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>Words that mean the same, and things that have a name: a product, a code.</summary>
/// <param name="Word">The word for all of them.</param>
/// <param name="Others">What people say instead.</param>
/// <param name="IsThing">True for a thing: who asks for one does not want what is said of another.</param>
public sealed record WordGroup(string Word, ImmutableArray<string> Others, bool IsThing = false);

/// <summary>Puts one word in the place of all that mean the same, so that 啥时候寄出 and 什么时候发货 are alike. Immutable.</summary>
public sealed class Lexicon : IEquatable<Lexicon>
{
    private readonly FrozenDictionary<char, Form[]> _forms;
    private readonly ImmutableArray<Form> _all;

    private Lexicon(IEnumerable<Form> forms)
    {
        _all = [.. forms.OrderBy(static form => form.Said, StringComparer.Ordinal)];
        _forms = _all.GroupBy(static form => form.Said[0]).ToFrozenDictionary(
            static same => same.Key,
            static same => same.OrderByDescending(static form => form.Said.Length).ToArray());
    }

    /// <summary>No word stands for another.</summary>
    public static Lexicon Empty { get; } = new([]);

    /// <summary>Makes one of groups; where a word stands in two of them the first counts.</summary>
    public static Lexicon Build(IEnumerable<WordGroup> groups)
    {
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var word = Wording.Fold(group.Word);
            var thing = group.IsThing ? Reading.Thing(word) : 0;
            foreach (var other in group.Others.Prepend(group.Word))
            {
                if (Wording.Fold(other) is { Length: > 0 } said && word.Length > 0 && (group.IsThing || said != word))
                {
                    forms.TryAdd(said, new Form(said, word, thing));
                }
            }
        }

        return new Lexicon(forms.Values);
    }

    /// <inheritdoc/>
    public bool Equals(Lexicon? other) => other is not null && (ReferenceEquals(this, other) || _all.SequenceEqual(other._all));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Lexicon);

    /// <inheritdoc/>
    public override int GetHashCode() => _all.Length;

    /// <summary>A folded text with its words put in place, and the marks of the things that it names.</summary>
    internal (string Text, uint[] Things) Apply(string folded)
    {
        StringBuilder? text = null;
        List<uint>? things = null;
        var kept = 0;
        for (var i = 0; i < folded.Length; i++)
        {
            if (!_forms.TryGetValue(folded[i], out var forms) || Longest(forms, folded, i) is not { } form)
            {
                continue;
            }

            (text ??= new StringBuilder(folded.Length + 16)).Append(folded, kept, i - kept);
            Add(text, form.Word);
            if (form.Thing != 0 && !(things ??= []).Contains(form.Thing))
            {
                things.Add(form.Thing);
            }

            i += form.Said.Length - 1;
            kept = i + 1;
        }

        if (text is null)
        {
            return (folded, []);
        }

        if (kept < folded.Length)
        {
            Add(text, folded[kept..]);
        }

        if (text.Length > Wording.MaxLength)
        {
            text.Length = Wording.MaxLength;
        }

        return (text.ToString(), things is null ? [] : [.. things.Order()]);
    }

    private static void Add(StringBuilder text, string more)
    {
        if (text.Length > 0 && Wording.IsWord(more[0]) && Wording.IsWord(text[^1]) && more[0] != ' ' && text[^1] != ' ')
        {
            text.Append(' ');
        }

        text.Append(more);
    }

    private static Form? Longest(Form[] forms, string text, int at)
    {
        foreach (var form in forms)
        {
            if (Stands(text, at, form.Said))
            {
                return form;
            }
        }

        return null;
    }

    /// <summary>True where a folded text says a word at that place, whole: <c>art</c> does not stand in <c>cart</c>.</summary>
    internal static bool Stands(string text, int at, string word)
    {
        var end = at + word.Length;
        return end <= text.Length
            && string.CompareOrdinal(text, at, word, 0, word.Length) == 0
            && (at == 0 || Apart(text[at - 1], text[at]))
            && (end == text.Length || Apart(text[end - 1], text[end]));
    }

    // Letters belong to one word, digits to one number; 200ml begins a word after its number.
    private static bool Apart(char a, char b) => !Wording.IsWord(a) || !Wording.IsWord(b) || a == ' ' || b == ' ' || char.IsAsciiDigit(a) != char.IsAsciiDigit(b);

    private sealed record Form(string Said, string Word, uint Thing);
}
