using System.Net.Http.Headers;
using System.Text;
using Bot.Channels.DirectLine;

namespace Bot.Tests.Channels.DirectLine;

public sealed class UploadTests
{
    private const string Path = "/conversations/g1/upload";
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static MultipartFormDataContent Form(string? activity, params (byte[] Bytes, string Type, string Name)[] files)
    {
        var form = new MultipartFormDataContent();
        if (activity is not null)
        {
            form.Add(new StringContent(activity, Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob");
        }

        foreach (var (bytes, type, name) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            form.Add(part, "file", name);
        }

        return form;
    }

    private static async Task<(string Url, string Type, string Name)> AttachmentAsync(DirectLineServer server, string token)
    {
        var shown = (await server.GetAsync("/conversations/g1/activities", token)).Activities[^1]!["attachments"]![0]!;
        return ((string)shown["contentUrl"]!, (string)shown["contentType"]!, (string)shown["name"]!);
    }

    private static Task<HttpResponseMessage> DownloadAsync(DirectLineServer server, string url) => server.Http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Upload_MultipartPicture_IsShownInline()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        var form = Form("""{"type":"message","text":"看图","channelData":{"clientActivityID":"u1"},"attachments":[{"contentType":"image/png","contentUrl":"blob:x"}]}""", (Png, "image/png", "图 片.png"));
        var reply = await server.PostAsync(Path, token, form);
        Assert.Equal(200, reply.Status);
        Assert.Equal((reply.Text("id"), "看图", 1), (server.Received.Last().Id, server.Received.Last().Text, server.Received.Last().Attachments.Length));
        var (url, type, name) = await AttachmentAsync(server, token);
        Assert.Equal(("image/png", "图 片.png"), (type, name));
        using var file = await DownloadAsync(server, url);
        Assert.Equal(Png, await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("inline", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("image/png", "<script>alert(1)</script>", "application/octet-stream")]
    [InlineData("image/svg+xml", "<svg onload=alert(1)>", "application/octet-stream")]
    [InlineData("text/html", "<html>", "application/octet-stream")]
    [InlineData("text/plain", "你好", "text/plain")]
    public async Task Upload_AnythingButABitmap_IsADownload(string claimed, string content, string kept)
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        await server.PostAsync(Path, token, Form(null, (Encoding.UTF8.GetBytes(content), claimed, "../../evil.html")));
        var (url, type, name) = await AttachmentAsync(server, token);
        Assert.Equal((kept, "evil.html"), (type, name));
        using var file = await DownloadAsync(server, url);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_RawBody_TakesNameFromItsHeader()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync(user: null, "g1");
        var body = new ByteArrayContent(Png);
        body.Headers.ContentType = new("image/png");
        body.Headers.ContentDisposition = new("attachment") { FileName = "a.png" };
        Assert.Equal(200, (await server.PostAsync(Path + "?userId=lu", token, body)).Status);
        Assert.Equal("lu", server.Received.Last().From.Id);
        Assert.Equal("a.png", (await AttachmentAsync(server, token)).Name);
    }

    [Fact]
    public async Task Upload_Limits_AreKept()
    {
        await using var server = await DirectLineServer.StartAsync(null,
            ("DirectLine:MaxUploadBytes", "2048"), ("DirectLine:MaxFilesPerUpload", "2"), ("DirectLine:MaxFilesPerConversation", "3"));
        var token = await server.TokenAsync("dl_lu", "g1");
        (byte[], string, string) small = (Png, "image/png", "a.png");
        Assert.Equal(413, (await server.PostAsync(Path, token, Form(null, (new byte[3000], "text/plain", "a")))).Status);
        Assert.Equal(413, (await server.PostAsync(Path, token, new ByteArrayContent(new byte[3000]))).Status);
        Assert.Equal(400, (await server.PostAsync(Path, token, Form(null, small, small, small))).Status);
        Assert.Equal(400, (await server.PostAsync(Path, token, Form("""{"type":"message"}"""))).Status);
        Assert.Equal(400, (await server.PostAsync(Path, token, Form("not json", small))).Status);
        Assert.Equal(200, (await server.PostAsync(Path, token, Form(null, small, small))).Status);
        Assert.Equal(429, (await server.PostAsync(Path, token, Form(null, small, small))).Status);
        Assert.Equal(401, (await server.PostAsync(Path, null, Form(null, small))).Status);
    }

    [Fact]
    public async Task Upload_AfterADay_IsGone()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await server.TokenAsync("dl_lu", "g1");
        await server.PostAsync(Path, token, Form(null, (Png, "image/png", "a.png")));
        var (url, _, _) = await AttachmentAsync(server, token);
        server.Clock.Advance(TimeSpan.FromHours(24));
        using var file = await DownloadAsync(server, url);
        Assert.Equal(404, (int)file.StatusCode);
        server.Part<UploadStore>().Sweep();
        Assert.Empty(Directory.EnumerateFiles(System.IO.Path.Combine(server.Folder, "uploads"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("..%2F..%2Fdirectline.secret")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("x")]
    public async Task Download_UnknownId_Is404(string id)
    {
        await using var server = await DirectLineServer.StartAsync();
        Assert.Equal(404, (await server.GetAsync($"/attachments/{id}/a.png")).Status);
    }

    [Theory]
    [InlineData(null, "file")]
    [InlineData("  ..  ", "file")]
    [InlineData("C:\\temp\\\"a\".exe", "_a_.exe")]
    [InlineData("小鹿\r\nX: y", "小鹿__X_ y")]
    public void SafeName_OddNames_AreMadeHarmless(string? name, string safe) => Assert.Equal(safe, SafeName.Of(name));
}
