using System.Collections.Immutable;
using System.Text;

namespace Bot.Core.Ports;

/// <summary>What every desk refuses before it looks at what it keeps: a mistake of the caller, said in words.</summary>
public static class DeskRules
{
    /// <summary>The longest name of a kind, in characters.</summary>
    public const int MaxKind = 64;

    /// <summary>The longest key, or name of a log, in characters.</summary>
    public const int MaxKey = 400;

    /// <summary>The longest JSON, in UTF-8 bytes: 2 MiB.</summary>
    public const int MaxJson = 2 * 1024 * 1024;

    /// <summary>The most changes of one commit.</summary>
    public const int MaxChanges = 200;

    /// <summary>The most that is read at once.</summary>
    public const int MaxPage = 1000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The order in which documents are listed: that of their keys' UTF-8 bytes.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create((one, other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)));

    /// <summary>A kind, and a key within it.</summary>
    /// <exception cref="ArgumentException">One of them is empty, too long, or no clean text.</exception>
    public static void Check(string kind, string key)
    {
        Name(kind, MaxKind, "kind");
        Name(key, MaxKey, "key");
    }

    /// <summary>The name of a kind.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or no clean text.</exception>
    public static void CheckKind(string kind) => Name(kind, MaxKind, "kind");

    /// <summary>The name of a log.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or no clean text.</exception>
    public static void CheckLog(string log) => Name(log, MaxKey, "log");

    /// <summary>How much is read at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 1 to 1000.</exception>
    public static void CheckLimit(int limit)
    {
        if (limit is < 1 or > MaxPage)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"A limit must lie between 1 and {MaxPage}.");
        }
    }

    /// <summary>The changes of a commit.</summary>
    /// <exception cref="ArgumentException">What is wrong with the first bad one.</exception>
    public static void Check(ImmutableArray<DeskChange> changes)
    {
        if (changes.IsDefaultOrEmpty || changes.Length > MaxChanges)
        {
            throw new ArgumentException($"A commit has 1 to {MaxChanges} changes, not {(changes.IsDefault ? 0 : changes.Length)}.", nameof(changes));
        }

        var documents = new HashSet<(string Kind, string Key)>();
        foreach (var change in changes)
        {
            switch (change)
            {
                case DeskChange.Put put:
                    Check(put.Kind, put.Key);
                    Once(documents, put.Kind, put.Key, put.Expected, least: 0);
                    Json(put.Json, $"{put.Kind}/{put.Key}");
                    break;
                case DeskChange.Remove remove:
                    Check(remove.Kind, remove.Key);
                    Once(documents, remove.Kind, remove.Key, remove.Expected, least: 1);
                    break;
                case DeskChange.Append append:
                    CheckLog(append.Log);
                    Json(append.Json, append.Log);
                    break;
                default:
                    throw new ArgumentException("A change is a Put, a Remove or an Append.", nameof(changes));
            }
        }
    }

    private static void Once(HashSet<(string, string)> documents, string kind, string key, long expected, long least)
    {
        if (!documents.Add((kind, key)))
        {
            throw new ArgumentException($"The document {kind}/{key} is changed twice in one commit.");
        }

        if (expected < least)
        {
            throw new ArgumentException($"The change of {kind}/{key} expects version {expected}; the least is {least}.");
        }
    }

    private static void Json(string json, string where)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxJson || Encoding.UTF8.GetByteCount(json) > MaxJson)
        {
            throw new ArgumentException($"What is to be kept at {where} is longer than {MaxJson} bytes.");
        }
    }

    private static void Name(string name, int most, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 || name.Length > most)
        {
            throw new ArgumentException($"A {what} has 1 to {most} characters, not {name.Length}.");
        }

        if (name.Any(char.IsControl) || !IsWhole(name))
        {
            throw new ArgumentException($"A {what} has no control characters and no half characters.");
        }
    }

    private static bool IsWhole(string name)
    {
        try
        {
            _ = Strict.GetByteCount(name);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
