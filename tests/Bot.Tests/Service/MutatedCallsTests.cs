using System.Collections;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Host.Console.Api;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Service;

/// <summary>Broken calls of Direct Line and of the console's API, the same every time, against the whole service.</summary>
[Collection(nameof(Alone))]
public sealed class MutatedCallsTests
{
    private const int All = 2_000;
    private const string Secret = "a secret for tests, long enough";
    private const string Talk = """{"type":"message","from":{"id":"u7731","name":"李雷"},"text":"你好 暗号7731","locale":"zh-CN","channelData":{"clientActivityID":"x1"},"attachments":[{"contentType":"image/png","contentUrl":"https://x/a.png","name":"a.png"}],"entities":[{"type":"mention","mentioned":{"id":"qunzhu"},"text":"你好"}]}""";
    private const string Ask = """{"user":{"id":"dl_u7731","name":"李雷"},"trustedOrigins":["http://a.example"],"conversationId":"c1","isGroup":true,"locale":"zh-CN","topicName":"群"}""";

    [Fact]
    public async Task DirectLine_TwoThousandMutations_LeaveItWhole()
    {
        var heard = new HeardLog("暗号7731", "u7731", Secret);
        await using var service = await ConsoleService.StartAsync(
            null, services => services.AddSingleton<ILoggerProvider>(heard), "--Logging:LogLevel:Default", "Debug", "--Logging:Console:LogLevel:Default", "Error", "--DirectLine:Secret", Secret, "--DirectLine:TokensPerMinute", "100000");
        using var client = new HttpClient { BaseAddress = service.Address };
        var (conversation, token) = await TokenAsync();

        for (var i = 0; i < All; i++)
        {
            var random = new Random(i);
            var odd = Uri.EscapeDataString(random.Next(3) == 0 ? Short(Mutations.Odd(random)) : conversation);
            var watermark = Uri.EscapeDataString(Short(Mutations.Piece(random)));
            (HttpMethod Method, string Path, HttpContent? Body) call = (i % 9) switch
            {
                0 => (HttpMethod.Post, "tokens/generate", Json(Ask, i)),
                1 => (HttpMethod.Post, "conversations", Json(Ask, i)),
                2 => (HttpMethod.Post, "tokens/refresh", Json(Ask, i)),
                3 => (HttpMethod.Get, $"conversations/{odd}/activities?watermark={watermark}", null),
                4 => (HttpMethod.Get, $"conversations/{odd}?watermark={watermark}", null),
                5 => (HttpMethod.Post, $"conversations/{odd}/upload?userId={watermark}", Upload(random, i)),
                6 => (HttpMethod.Get, $"attachments/{odd}/{watermark}", null),
                _ => (HttpMethod.Post, $"conversations/{odd}/activities", Json(Talk, i)),
            };
            var credential = random.Next(4) switch { 0 => Secret, 1 => Encoding.ASCII.GetString(Mutations.Of(token, i).Select(b => (byte)(b is > 32 and < 127 ? b : 46)).ToArray()), _ => token };
            using var request = new HttpRequestMessage(call.Method, new Uri($"/v3/directline/{call.Path}", UriKind.Relative)) { Content = call.Body };
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {credential}");
            await CheckAsync(client, request, $"{i} {call.Method} {call.Path}", status => status < 500 || status is 501 or 502 or 503);
        }

        (conversation, token) = await TokenAsync();
        using var say = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v3/directline/conversations/{conversation}/activities", UriKind.Relative)) { Content = new StringContent("""{"type":"message","from":{"id":"u1"},"text":"你好"}""", Encoding.UTF8, "application/json") };
        say.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await CheckAsync(client, say, "good", status => status == 200);
        await ServiceProcess.UntilAsync(async () =>
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            using var read = new HttpRequestMessage(HttpMethod.Get, new Uri($"/v3/directline/conversations/{conversation}/activities", UriKind.Relative));
            read.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return (await CheckAsync(client, read, "read", status => status == 200)).Contains("\"replyToId\"", StringComparison.Ordinal);
        });
        Assert.Empty(heard.Leaks);
        Assert.Empty(heard.Errors);

        async Task<(string Conversation, string Token)> TokenAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v3/directline/tokens/generate", UriKind.Relative));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
            var made = JsonNode.Parse(await CheckAsync(client, request, "token", status => status == 200))!;
            using var start = new HttpRequestMessage(HttpMethod.Post, new Uri("/v3/directline/conversations", UriKind.Relative));
            start.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)made["token"]!);
            var begun = JsonNode.Parse(await CheckAsync(client, start, "start", status => status is 200 or 201))!;
            return ((string)begun["conversationId"]!, (string)begun["token"]!);
        }
    }

    [Fact]
    public async Task Api_TwoThousandMutationsByAnAdministrator_LeaveItWhole()
    {
        var heard = new HeardLog();
        await using var service = await ConsoleService.StartAsync(null, services => services.AddSingleton<ILoggerProvider>(heard));
        var admin = await service.AdminAsync();
        var made = await admin.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "hostile", scopes = (string[])["view", "edit", "publish", "serve", "send", "admin"] });
        Assert.Equal(201, made.Status);
        using var client = new HttpClient { BaseAddress = service.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Json.GetProperty("token").GetString());

        // What ends our own key, or writes files, is tried elsewhere.
        var routes = OpenApi.Routes(service.Get<EndpointDataSource>())
            .Where(route => route.RoutePattern.RawText is not "/api/v1/keys/{id}" and not "/api/v1/content/export" and not "/api/v1/openapi.json")
            .OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal)
            .ToArray();
        for (var i = 0; i < All; i++)
        {
            var random = new Random(i);
            var route = routes[i % routes.Length];
            var method = new HttpMethod(route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]);
            var path = route.RoutePattern.Parameters.Aggregate(route.RoutePattern.RawText!, (text, parameter) => text.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString("x" + Short(Mutations.Odd(random))), StringComparison.Ordinal));
            var query = string.Join('&', Queries(route).Where(_ => random.Next(3) > 0).Select(name => $"{name}={Uri.EscapeDataString(Value(random))}"));
            using var request = new HttpRequestMessage(method, new Uri($"{path}?{query}", UriKind.Relative));
            if (method != HttpMethod.Get && method != HttpMethod.Delete)
            {
                request.Content = Json(Body(route), i / routes.Length * 3 + i);
            }

            await CheckAsync(client, request, $"{i} {method} {path}?{query}", status => status < 500);
        }

        using var alive = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/interactions", UriKind.Relative));
        await CheckAsync(client, alive, "after", status => status == 200);
        Assert.Empty(heard.Errors);
    }

    private static async Task<string> CheckAsync(HttpClient client, HttpRequestMessage request, string name, Func<int, bool> right)
    {
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(right((int)response.StatusCode), $"{name}: {(int)response.StatusCode} {text}");
        Assert.True(response.Content.Headers.ContentType?.MediaType != "application/json" || !text.Contains("Exception", StringComparison.Ordinal), $"{name}: {text}");
        return text;
    }

    private static ByteArrayContent Json(string good, int number) =>
        new(Mutations.Of(good, number, "u7731", "暗号", "zh-CN", "c1", "x1", "text")) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static MultipartFormDataContent Upload(Random random, int number)
    {
        var all = new MultipartFormDataContent($"b{number}");
        var activity = new ByteArrayContent(Mutations.Of(Talk, number));
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        all.Add(activity, "activity");
        var file = new ByteArrayContent(Mutations.Of(Talk, number + 1));
        file.Headers.TryAddWithoutValidation("Content-Type", random.Next(2) == 0 ? "image/png" : "text/html");
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=file; filename=\"{Uri.EscapeDataString(Short(Mutations.Odd(random)))}\"");
        all.Add(file);
        return all;
    }

    private static string Short(string text) => text.Length > 300 ? text[..300] : text;

    private static string Value(Random random) => random.Next(3) switch { 0 => Short(Mutations.Odd(random)), 1 => Mutations.Piece(random).Trim('"'), _ => $"{random.Next(-2, 40)}" };

    private static IEnumerable<string> Queries(RouteEndpoint route) => (route.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
        .Where(parameter => OpenApiSchemas.IsSimple(parameter.ParameterType))
        .Select(parameter => parameter.Name!)
        .Concat(route.Metadata.GetMetadata<RouteWords>()?.Query ?? [])
        .Distinct();

    private static string Body(RouteEndpoint route)
    {
        var type = route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        return type is null ? "{}" : type == typeof(JsonElement) ? JsonSerializer.Serialize(CampaignDrafts.Value("vip")) : Sample("", type, 0).ToJsonString();
    }

    /// <summary>A body with every field that the route reads, so that a mutation reaches far.</summary>
    private static JsonNode Sample(string name, Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => name switch { "at" or "from" or "to" or "until" => "2026-11-23T10:00:00Z", "path" => "templates/x.md", "channel" => "test", "class" or "kind" => "value", "zone" => "Asia/Shanghai", "mode" => "on", _ => $"x1 {name}" },
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => "2026-11-23T10:00:00Z",
            _ when type == typeof(TimeSpan) => "01:00:00",
            _ when type.IsEnum => Enum.GetNames(type)[0],
            _ when type.IsPrimitive || type == typeof(decimal) => 3,
            _ when type == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(type) => JsonSerializer.SerializeToNode(CampaignDrafts.Value("vip"))!,
            _ when typeof(IDictionary).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericArguments().Length == 2) => new JsonObject { ["k"] = "v" },
            _ when typeof(IEnumerable).IsAssignableFrom(type) => depth > 4 ? [] : new JsonArray(Sample(name, type.IsArray ? type.GetElementType()! : type.GetGenericArguments().FirstOrDefault() ?? typeof(string), depth + 1)),
            _ => new JsonObject(depth > 4 ? [] : type.GetProperties().Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(property.Name), (JsonNode?)Sample(JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyType, depth + 1)))),
        };
    }
}
