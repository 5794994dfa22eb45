using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Pushes;

namespace Bot.Host.Tools.Simulate;

/// <summary>Writes verdicts as JSON Lines.</summary>
internal sealed class SimWriter(TextWriter output)
{
    private readonly HashSet<string> _queued = new(StringComparer.Ordinal);
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what became of a push. A push that stays held says nothing again.</summary>
    public void Write(Judged judged, DateTimeOffset at)
    {
        var (row, verdict) = (judged.Row, judged.Verdict);
        if (judged.IsDuplicate)
        {
            Line(row, at, "duplicate", verdict, writer => writer.WriteString("first", Name(verdict.Decision)));
        }
        else if (judged.Result is not null && row is { State: PushState.Retrying, Note: PushCaller.Turn })
        {
            // Its slots are taken, but it has not been called for.
            if (judged.Before is not PushState.Retrying && _queued.Add(row.Push.Id))
            {
                var queued = verdict with { Rule = "pace", Until = row.Due, Failing = [new Finding("pace", null, null, null, row.Due, [])] };
                Line(row, at, "hold", queued, null);
            }
        }
        else if (judged.Result is not null)
        {
            // A push that the platform put off was told as sent when its slots were taken.
            if (_queued.Remove(row.Push.Id) || judged.Before is not PushState.Retrying)
            {
                Line(row, at, "send", verdict, writer => More(writer, row, judged.Result));
            }
            else if (row.State is PushState.Failed or PushState.Quarantined)
            {
                // It never went after all.
                Line(row, at, row.Note == "expired" ? "expired" : "drop", verdict with { Rule = row.Note }, writer => More(writer, row, judged.Result));
            }
        }
        else if (row.State == PushState.Bundled)
        {
            Line(row, at, "digest", verdict, writer => writer.WriteString("digest", row.Within));
        }
        else if (judged.Before == PushState.Awaiting && row.State is PushState.Awaiting or PushState.Sent)
        {
            // It was told as sent when the platform took it.
        }
        else if (row.State is PushState.Unknown or PushState.Failed)
        {
            // Without a call: nobody confirmed in time, or its node died. It was told as sent before.
            Line(row, at, row.State == PushState.Unknown ? "send" : row.Note == "expired" ? "expired" : "drop", verdict with { Rule = row.Note }, writer => More(writer, row, null));
        }
        else if (judged.Before is not (PushState.Held or PushState.InDigest) || verdict.Decision is not (Decision.Hold or Decision.Digest))
        {
            Line(row, at, Name(verdict.Decision), verdict, null);
        }
    }

    private void Line(PushRow row, DateTimeOffset at, string decision, Verdict verdict, Action<Utf8JsonWriter>? more)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("id", row.Push.Id);
            writer.WriteString("at", Time(at));
            writer.WriteString("decision", decision);
            writer.WriteString("rule", verdict.Rule);
            Maybe(writer, "until", verdict.Until);
            writer.WriteStartArray("failing");
            foreach (var finding in verdict.Failing)
            {
                Write(writer, finding);
            }

            writer.WriteEndArray();
            writer.WriteString("class", Name(verdict.Class));
            writer.WriteString("zone", verdict.Zone);
            writer.WriteString("localTime", verdict.LocalTime);
            writer.WriteString("policy", verdict.Policy);
            if (verdict.Tier is { } tier)
            {
                writer.WriteString("tier", tier);
            }

            Texts(writer, "overridden", verdict.Overridden);
            more?.Invoke(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void More(Utf8JsonWriter writer, PushRow row, CallResult? result)
    {
        writer.WriteString("result", row.State switch
        {
            PushState.Sent => "sent",
            PushState.Failed or PushState.Quarantined => "failed",
            PushState.Unknown => "unknown",
            PushState.Retrying => result is CallResult.Unknown ? "unknown" : "throttled",
            PushState.Awaiting => "awaiting",
            _ => Name(row.State),
        });
        Texts(writer, "items", row.Items);
    }

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", finding.Rule);
        Maybe(writer, "have", finding.Have);
        Maybe(writer, "limit", finding.Limit);
        writer.WriteString("window", finding.Window);
        Maybe(writer, "freeAt", finding.FreeAt);
        writer.WriteStartArray("evidence");
        foreach (var id in finding.Evidence)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Maybe(Utf8JsonWriter writer, string name, DateTimeOffset? at)
    {
        writer.WriteString(name, at is { } time ? Time(time) : null);
    }

    private static void Maybe(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
