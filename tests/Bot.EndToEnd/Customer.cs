using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Bot.EndToEnd;

/// <summary>A customer in a conversation, over Direct Line: says something and hears, as it comes, what is said to them.</summary>
public sealed class Customer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _http = new();
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly string _own;
    private Task _listening = Task.CompletedTask;

    private Customer(string id, string conversation) => (_own, Conversation) = (id, conversation);

    /// <summary>The conversation's id on the channel <c>directline</c>.</summary>
    public string Conversation { get; }

    /// <summary>Opens a direct conversation with the assistant, or comes into a group.</summary>
    /// <param name="stage">The service.</param>
    /// <param name="id">The member's id; what ids begin with on this channel is put before it.</param>
    /// <param name="name">What they call themselves.</param>
    /// <param name="group">The group's id; null for a direct conversation.</param>
    /// <param name="topic">The group's name.</param>
    public static async Task<Customer> ComeAsync(ConsoleStage stage, string id, string name, string? group = null, string topic = "会员群")
    {
        var at = stage.Service.Address + "/v3/directline";
        var member = $"dl_{id}";
        using var mint = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ConsoleStage.Secret) } };
        using var made = await mint.PostAsJsonAsync($"{at}/tokens/generate", new { user = new { id = member, name }, conversationId = group ?? $"dm-{id}", isGroup = group is not null, topic = group is null ? null : topic }, Cancel);
        var token = (await JsonAsync(made)).GetProperty("token").GetString()!;
        var customer = new Customer(member, group ?? $"dm-{id}");
        customer._http.BaseAddress = new Uri($"{at}/conversations/");
        customer._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var begun = await customer._http.PostAsJsonAsync($"{at}/conversations", new { locale = "zh-CN" }, Cancel);
        await customer._socket.ConnectAsync(new Uri((await JsonAsync(begun)).GetProperty("streamUrl").GetString()!), Cancel);
        customer._listening = customer.ListenAsync();
        return customer;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Says something. When this returns the service has decided and kept what it answers.</summary>
    public async Task SayAsync(string text)
    {
        using var said = await _http.PostAsJsonAsync($"{Conversation}/activities", new { type = "message", from = new { id = _own }, text }, Cancel);
        said.EnsureSuccessStatusCode();
    }

    /// <summary>Sends a file.</summary>
    public async Task SendAsync(string name, byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        using var form = new MultipartFormDataContent { { file, "file", name } };
        using var said = await _http.PostAsync($"{Conversation}/upload?userId={_own}", form, Cancel);
        said.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until something is said that holds these words. Gives all that came up to it, itself the last.</summary>
    public async Task<IReadOnlyList<string>> HearAsync(string part)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        wait.CancelAfter(Patience);
        var heard = new List<string>();
        try
        {
            while (heard.Count == 0 || !heard[^1].Contains(part, StringComparison.Ordinal))
            {
                heard.Add(await _heard.Reader.ReadAsync(wait.Token));
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            Assert.Fail($"“{part}” never came; what came was: {string.Join(" | ", heard)}");
        }

        return heard;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _socket.Dispose();
        _http.Dispose();
        _end.Dispose();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var frame = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, _end.Token);
                    frame.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);

                Note(frame.ToArray());
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            _heard.Writer.TryComplete();
        }
    }

    private void Note(byte[] frame)
    {
        if (frame.Length == 0)
        {
            return;
        }

        using var set = JsonDocument.Parse(frame);
        foreach (var one in set.RootElement.GetProperty("activities").EnumerateArray())
        {
            if (one.GetProperty("type").GetString() == "message" && one.GetProperty("from").GetProperty("id").GetString() != _own && one.TryGetProperty("text", out var text))
            {
                _heard.Writer.TryWrite(text.GetString()!);
            }
        }
    }
}
