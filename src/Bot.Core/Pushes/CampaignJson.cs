using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Core.Pushes;

/// <summary>How campaigns are written where they are kept.</summary>
public static class CampaignJson
{
    /// <summary>A campaign as UTF-8 JSON.</summary>
    public static byte[] Write(Campaign campaign) => JsonSerializer.SerializeToUtf8Bytes(campaign, CampaignJsonContext.Default.Campaign);

    /// <summary>Back from <see cref="Write"/>.</summary>
    /// <exception cref="JsonException">The bytes are no campaign.</exception>
    public static Campaign Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, CampaignJsonContext.Default.Campaign) ?? throw new JsonException("not a campaign");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Campaign))]
internal sealed partial class CampaignJsonContext : JsonSerializerContext;
