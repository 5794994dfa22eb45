using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Host.Tools.Transcripts;

/// <summary>Reads <c>.chat</c> files. The first line that cannot be read is a failure at its place.</summary>
public static partial class TranscriptParser
{
    private static readonly string[] KnownMarks = ["dm", "group", "reply", "image", "wait", "bot"];

    /// <summary>Reads a file: its transcript, or what is wrong with it.</summary>
    public static (Transcript? Transcript, TranscriptFailure? Failure) Parse(string file, string text)
    {
        var header = new TranscriptHeader();
        var lines = ImmutableArray.CreateBuilder<TranscriptLine>();
        var all = text.ReplaceLineEndings("\n").Split('\n');
        var inBody = !all.Any(static line => line.Trim() == "---");
        for (var i = 0; i < all.Length; i++)
        {
            var line = all[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!inBody)
            {
                inBody = line == "---";
                if (!inBody && ReadHeader(header, line, i + 1) is var read)
                {
                    if (read is null)
                    {
                        return (null, Bad(file, i + 1, line, "dialog、channel、persona、locale、now、direct、fake 动作、faq 问句", "dialog, channel, persona, locale, now, direct, fake ACTION, faq SENTENCE"));
                    }

                    header = read;
                }
            }
            else if (ReadLine(line, i + 1) is { } body)
            {
                lines.Add(body);
            }
            else
            {
                return (null, Bad(file, i + 1, line, "名字: 说的话、bot: #模板 | 含 | !不含、(no reply)、(again)、(31m)、= 名: 值", "NAME: words, bot: #key | holds | !lacks, (no reply), (again), (31m), = name: value"));
            }
        }

        return (new Transcript(file, header, lines.ToImmutable()), null);
    }

    private static TranscriptFailure Bad(string file, int line, string text, string zh, string en) =>
        new(file, line, $"看不懂“{text}”。这里可以写：{zh}。", $"`{text}` cannot be read. Write: {en}.");

    private static TranscriptHeader? ReadHeader(TranscriptHeader header, string line, int number)
    {
        if (Cut(line) is not var (name, value))
        {
            return null;
        }

        var words = name.Split(' ', 2);
        return words[0] switch
        {
            "dialog" => header with { Dialog = (value, number) },
            "channel" when value is "group" or "dm" => header with { IsGroup = value == "group" },
            "persona" => header with { Persona = (value, number) },
            "locale" => header with { Locale = value },
            "direct" when value is "yes" or "no" => header with { CanOpenDirect = value == "yes" },
            "now" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now) => header with { Now = now },
            "fake" when words.Length == 2 => header with { Fakes = header.Fakes.SetItem(words[1].Trim(), value == "fail" ? null : value) },
            "faq" when words.Length == 2 => header with { Faqs = header.Faqs.Add((words[1].Trim(), value)) },
            _ => null,
        };
    }

    private static TranscriptLine? ReadLine(string line, int number)
    {
        if (line == "(no reply)")
        {
            return new TranscriptLine.NoReply(number);
        }

        if (line == "(again)")
        {
            return new TranscriptLine.Again(number);
        }

        if (Time().Match(line) is { Success: true } time)
        {
            var amount = int.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture);
            return new TranscriptLine.Wait(number, time.Groups[2].Value switch
            {
                "s" => TimeSpan.FromSeconds(amount),
                "m" => TimeSpan.FromMinutes(amount),
                "h" => TimeSpan.FromHours(amount),
                _ => TimeSpan.FromDays(amount),
            });
        }

        if (Cut(line.TrimStart('=', ' ')) is not var (name, value))
        {
            return null;
        }

        if (line[0] == '=')
        {
            return new TranscriptLine.Fact(number, name, value);
        }

        var marked = Marked().Match(name);
        var who = marked.Success ? marked.Groups[1].Value.Trim() : name;
        var marks = marked.Success ? marked.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries).ToImmutableHashSet() : [];
        return who.Length == 0 || marks.Any(static mark => !KnownMarks.Contains(mark)) ? null
            : who == "bot" ? ReadBot(value, marks.Contains("dm"), number)
            : new TranscriptLine.Says(number, who, value.Replace("\\n", "\n", StringComparison.Ordinal), marks);
    }

    private static TranscriptLine.Bot ReadBot(string value, bool direct, int number)
    {
        var parts = value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var key = parts.Length > 0 && parts[0][0] == '#' ? parts[0][1..] : null;
        var rest = key is null ? parts : parts[1..];
        return new(number, key, [.. rest.Where(static part => part[0] != '!')], [.. rest.Where(static part => part[0] == '!').Select(static part => part[1..])], direct);
    }

    private static (string Name, string Value)? Cut(string line)
    {
        var at = line.IndexOfAny([':', '：']);
        return at <= 0 ? null : (line[..at].Trim(), line[(at + 1)..].Trim());
    }

    [GeneratedRegex(@"^\(([0-9]{1,5})([smhd])\)$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^(.*?)\s*\(([^)]*)\)$")]
    private static partial Regex Marked();
}
