// Two small servers for the load run: `stub PORT` is a connector that takes replies and counts them;
// `bare PORT` is the ceiling, an ASP.NET Core echo bot that keeps nothing and checks nothing.
using System.Text.Json;
using System.Text.Json.Nodes;

var mode = args.ElementAtOrDefault(0);
var port = int.Parse(args.ElementAtOrDefault(1) ?? "0", System.Globalization.CultureInfo.InvariantCulture);
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
var app = builder.Build();
if (mode == "stub")
{
    Stub.Map(app);
}
else if (mode == "bare")
{
    Bare.Map(app);
}
else
{
    Console.Error.WriteLine("stub PORT | bare PORT");
    return 2;
}

app.Run();
return 0;

internal static class Stub
{
    private static long replies;

    public static void Map(WebApplication app)
    {
        app.MapPost("/v3/conversations/{c}/activities/{a}", TakeAsync);
        app.MapPost("/v3/conversations/{c}/activities", TakeAsync);
        app.MapGet("/count", () => Interlocked.Read(ref replies));
    }

    private static async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null).ConfigureAwait(false);
        var id = Interlocked.Increment(ref replies);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($"{{\"id\":\"r{id}\"}}").ConfigureAwait(false);
    }
}

internal static class Bare
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });

    public static void Map(WebApplication app) => app.MapPost("/api/messages", async (HttpContext context) =>
    {
        var activity = (await JsonNode.ParseAsync(context.Request.Body).ConfigureAwait(false))!.AsObject();
        var conversation = activity["conversation"]!["id"]!.GetValue<string>();
        var id = activity["id"]!.GetValue<string>();
        var reply = new JsonObject
        {
            ["type"] = "message",
            ["text"] = "Echo: " + activity["text"]!.GetValue<string>(),
            ["from"] = activity["recipient"]!.DeepClone(),
            ["recipient"] = activity["from"]!.DeepClone(),
            ["conversation"] = activity["conversation"]!.DeepClone(),
            ["replyToId"] = id,
        };
        var url = $"{activity["serviceUrl"]!.GetValue<string>()}/v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{Uri.EscapeDataString(id)}";
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(reply));
        content.Headers.ContentType = new("application/json");
        using var answer = await Client.PostAsync(new Uri(url), content).ConfigureAwait(false);
        return Results.StatusCode(200);
    });
}
