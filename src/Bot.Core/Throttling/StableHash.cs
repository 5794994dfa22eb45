namespace Bot.Core.Throttling;

/// <summary>The same number for the same text on every machine and release: who is in the hold-out, when in the morning a held push goes.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over UTF-16, then mixed so that every bit counts.</summary>
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9UL;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebUL;
        return hash ^ (hash >> 31);
    }
}
