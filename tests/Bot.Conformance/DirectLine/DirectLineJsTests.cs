using Bot.Channels.DirectLine;
using Bot.EndToEnd;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Conformance.DirectLine;

/// <summary>botframework-directlinejs, the client inside Web Chat, against our Direct Line server and the whole service.</summary>
public sealed class DirectLineJsTests
{
    [Fact]
    public async Task Client_WholeLife_SeesEverythingOnce()
    {
        await using var service = await RunningService.StartAsync();
        var mint = service.Services.GetRequiredService<TokenMint>();
        string Token(string user, TimeSpan life) => mint.Make(new Grant("peers-1", user, user, IsGroup: true), TokenUse.Access, life);
        var hour = TimeSpan.FromHours(1);
        await using var peer = await NodePeer.StartAsync(
            "directline.mjs", service.Address, Token("dl_lu", hour), Token("dl_wang", hour), "peers-1", Token("dl_lu", TimeSpan.FromSeconds(-1)));

        var said = peer.Said;
        Assert.Equal("c1", said.GetProperty("echo").GetString());
        Assert.Equal("dl_lu", said.GetProperty("from").GetProperty("id").GetString());
        Assert.Equal(said.GetProperty("id").GetString(), said.GetProperty("again").GetString());
        Assert.Equal(0, said.GetProperty("twice").GetInt32());
        Assert.True(said.GetProperty("same").GetBoolean());
        Assert.True(said.GetProperty("refreshed").GetBoolean());
    }
}
