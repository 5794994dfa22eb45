using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Bot.Tests.Kit.Http;

/// <summary>Activities as a channel puts them on the wire.</summary>
public static class Wire
{
    public static JsonObject Message(string serviceUrl, string conversation, string from, string id, string text, bool group = false)
    {
        var message = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["channelId"] = "test",
            ["serviceUrl"] = serviceUrl,
            ["timestamp"] = "2026-11-22T08:00:00.000Z",
            ["from"] = new JsonObject { ["id"] = from, ["name"] = from },
            ["recipient"] = new JsonObject { ["id"] = "bot", ["name"] = "小助" },
            ["conversation"] = new JsonObject { ["id"] = conversation, ["isGroup"] = group },
            ["locale"] = "zh-CN",
            ["text"] = text,
        };
        if (text.Contains("@小助", StringComparison.Ordinal))
        {
            message["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "mention",
                ["mentioned"] = new JsonObject { ["id"] = "bot", ["name"] = "小助" },
                ["text"] = "@小助",
            });
        }

        return message;
    }

    public static async Task<int> PostAsync(this HttpClient client, JsonObject activity)
    {
        using var content = JsonContent.Create(activity);
        using var answer = await client.PostAsync(new Uri("/api/messages", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
