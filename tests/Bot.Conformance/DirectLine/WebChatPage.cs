using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Conformance.DirectLine;

/// <summary>A page of another origin that holds nothing but Microsoft's Web Chat, from its own bundle.</summary>
internal sealed class WebChatPage(WebApplication app) : IAsyncDisposable
{
    private const string Html = """
        <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>Web Chat</title><script src="/webchat.js"></script></head>
        <body><div id="webchat" style="height:90vh"></div><script>
        const query = new URLSearchParams(location.search);
        const directLine = WebChat.createDirectLine({
          token: query.get('token'), domain: query.get('domain'),
          ...(query.get('join') ? { conversationId: query.get('join'), watermark: '0' } : {}),
        });
        directLine.connectionStatus$.subscribe(status => { document.documentElement.dataset.status = status; });
        WebChat.renderWebChat({ directLine, locale: 'zh-CN' }, document.getElementById('webchat'));
        </script></body></html>
        """;

    public static async Task<WebChatPage> StartAsync(string bundle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(Html, "text/html; charset=utf-8"));
        app.MapGet("/webchat.js", () => Results.File(bundle, "text/javascript"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        await app.StartAsync();
        return new(app);
    }

    public string For(string service, string token, string? join = null) =>
        $"{app.Urls.First()}/?domain={Uri.EscapeDataString(service + "/v3/directline")}&token={token}{(join is null ? "" : "&join=" + join)}";

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
