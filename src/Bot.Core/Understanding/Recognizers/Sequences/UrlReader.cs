namespace Bot.Core.Understanding.Recognizers.Sequences;

/// <summary>Web addresses, the same in both languages: with http(s)://, and names that end in a top-level domain.</summary>
internal static class UrlReader
{
    /// <summary>Reads all addresses.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        for (var at = 0; at < text.Length;)
        {
            if (!IsHost(text[at]) || text[at] == '-')
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsHost(text[at]))
            {
                at++;
            }

            // The run of a host's letters, digits, dots and hyphens; what it is depends on what stands around it.
            var scheme = text.AsSpan(at).StartsWith("://") ? Scheme(text.AsSpan(start, at - start)) : 0;
            if (text.AsSpan(at).StartsWith("://"))
            {
                var host = at + 3;
                var last = host;
                while (last < text.Length && IsHost(text[last]))
                {
                    last++;
                }

                var end = scheme > 0 ? Whole(text, host, last, schemed: true) : 0;
                if (end > 0)
                {
                    Add(scan, into, at - scheme, end);
                }

                at = Math.Max(end, last);
            }
            else if (at < text.Length && text[at] == '@')
            {
                // A mail address: its host is none of ours.
                at++;
                while (at < text.Length && IsHost(text[at]))
                {
                    at++;
                }
            }
            else if (Whole(text, start, at, schemed: false) is var end and > 0)
            {
                Add(scan, into, start, end);
                at = Math.Max(at, end);
            }
        }
    }

    private static void Add(Scan scan, List<Recognized> into, int start, int end) =>
        into.Add(scan.FoundLower(start, end, "url", new Field("value", scan.Text[start..end])));

    private static bool IsHost(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    // The length of http, https or ftp at the end of a run.
    private static int Scheme(ReadOnlySpan<char> run)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["https", "http", "ftp"])
        {
            if (run.EndsWith(scheme) && (run.Length == scheme.Length || !char.IsAsciiLetterOrDigit(run[^(scheme.Length + 1)])))
            {
                return scheme.Length;
            }
        }

        return 0;
    }

    // The end of the address whose host lies between two places; 0 when it is none.
    private static int Whole(string text, int start, int end, bool schemed)
    {
        var host = text.AsSpan(start, end - start);
        var trimmed = host.TrimEnd(".-_");
        var dot = trimmed.LastIndexOf('.');
        var named = dot > 0 && TopDomain.Is(trimmed[(dot + 1)..]) && trimmed.IndexOf("..") < 0 && char.IsAsciiLetterOrDigit(trimmed[0]);
        if (schemed)
        {
            if (!named && !(trimmed is "localhost" || IsAddress(trimmed)))
            {
                return 0;
            }
        }
        else if (!named || trimmed.Contains('_') || IsClock(trimmed))
        {
            return 0;
        }

        return trimmed.Length < host.Length ? start + trimmed.Length : Rest(text, end);
    }

    // 127.0.0.1
    private static bool IsAddress(ReadOnlySpan<char> host) => host.Count('.') == 3 && !host.ContainsAnyExceptInRange('.', '9') && !host.Contains('/');

    // 7.am is a time; 27.pm can be none.
    private static bool IsClock(ReadOnlySpan<char> host) =>
        (host.EndsWith(".am") || host.EndsWith(".pm")) && int.TryParse(host[..^3], out var hour) && hour <= 24;

    // A port, a path, a query.
    private static int Rest(string text, int end)
    {
        if (end + 1 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
        }

        if (end >= text.Length || text[end] is not ('/' or '?' or '#'))
        {
            return end;
        }

        var last = end;
        var open = false;
        while (last < text.Length && IsRest(text[last]))
        {
            open |= text[last] == '(';
            last++;
        }

        // A sentence's marks end no address; nor does a bracket that was opened before it.
        while (last > end + 1 && (text[last - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or ']' || (text[last - 1] == ')' && !open)))
        {
            last--;
        }

        return last;
    }

    private static bool IsRest(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '?' or '#' or '&' or '=' or '%' or '-' or '_' or '.' or '~' or '+' or '@' or ':' or ';' or ',' or '!' or '$' or '*' or '(' or ')' or '\'' or '[' or ']' or '|';
}
