using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Personas;

/// <summary>A persona with the map it was read from, for problems found later.</summary>
internal sealed record ParsedPersona(Persona Persona, ContentFile File, YamlMap Map);

/// <summary>Reads <c>dialogs/personas/&lt;id&gt;.yaml</c>.</summary>
internal static class PersonaParser
{
    /// <summary>Null, with problems added, when the file cannot be read at all.</summary>
    public static ParsedPersona? Parse(ContentFile file, ImmutableArray<Problem>.Builder problems)
    {
        if (YamlDocument.Parse(file, problems) is not { } map)
        {
            return null;
        }

        var reader = new YamlReader(file.Path, map, problems);
        var id = Path.GetFileNameWithoutExtension(file.Path);
        if (reader.Scalar("persona") is { } named && named.Text != id)
        {
            reader.Add(named, "P004", $"persona 是“{named.Text}”，文件名是“{id}”，两处要一样。", $"persona is `{named.Text}` but the file is named `{id}`: make them the same.");
        }

        var name = Name(reader);
        var tone = reader.Sub("tone");
        var handOff = reader.Sub("hand_off");
        var persona = new Persona
        {
            Id = id,
            Name = name,
            Wake = reader.Texts("wake"),
            Play = reader.OneOf("P003", "play", Play.ShoppingAssistant, ("购物助手", Play.ShoppingAssistant), ("话题专家", Play.TopicExpert), ("私人合作伙伴", Play.PrivatePartner)),
            Introduction = reader.Text("introduction") ?? $"persona.{id}.hello",
            Tone = tone?.OneOf("P010", "default", "", ("活泼", "活泼"), ("稳重", "稳重")) ?? "",
            Emoji = tone?.OneOf("P010", "emoji", "few", ("none", "none"), ("few", "few"), ("many", "many")) ?? "few",
            Signature = reader.Text("signature") ?? "",
            Forbidden = reader.Texts("forbidden"),
            Topics = reader.Texts("topics"),
            Serves = ReadServes(reader.Sub("serves")),
            HandOffTo = handOff?.Text("to") ?? "",
            HandOffHours = Hours(handOff),
        };
        tone?.Done("P001");
        handOff?.Done("P001");
        reader.Done("P001");
        return new ParsedPersona(persona, file, map);
    }

    private static string Name(YamlReader reader)
    {
        if (reader.Scalar("name") is { } name && !string.IsNullOrWhiteSpace(name.Text))
        {
            return name.Text.Trim();
        }

        reader.Add(reader.Map, "P002", "缺少 name：群里要 @ 的名字，例如 name: 小助。", "`name` is missing: what people mention, as in name: 小助.");
        return "";
    }

    private static Serves ReadServes(YamlReader? reader)
    {
        if (reader is null)
        {
            return new Serves([], [], [], [], false);
        }

        var serves = new Serves(reader.Texts("members"), reader.Texts("segments"), reader.Texts("groups"), reader.Texts("channels"), reader.Flag("default", false));
        reader.Done("P001");
        return serves;
    }

    private static string Hours(YamlReader? reader)
    {
        if (reader?.Scalar("hours") is not { } hours)
        {
            return "";
        }

        if (hours.Text.Split('-') is [var from, var to] && Time(from) is { } begin && Time(to) is { } end && begin != end)
        {
            return hours.Text;
        }

        reader.Add(hours, "P009", $"hours 写成 \"09:00-21:00\" 这样，现在是“{hours.Text}”。", $"Write hours as \"09:00-21:00\", not `{hours.Text}`.");
        return "";
    }

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time) ? time : null;
}
