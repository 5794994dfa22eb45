using System.Collections.Frozen;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Words that show that a word of time is none here.</summary>
internal sealed partial class Reading
{
    /// <summary>After these, "last" is a verb: it will last three days.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Auxiliary =
        Set("will would may might can could should must shall to not ll didn doesn don won").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Before these, "may" is a verb: this may not be right.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Verbal =
        Set("or not be also well ask contain constitute email take have result involve get work reply differ need help cause require include seem i we you he she they it the never still only come go apply change show use find want like")
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
