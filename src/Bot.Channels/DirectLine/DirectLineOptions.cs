namespace Bot.Channels.DirectLine;

/// <summary>Settings of our Direct Line server; section <c>DirectLine</c> of the configuration.</summary>
public sealed class DirectLineOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "DirectLine";

    /// <summary>The secret that makes tokens, at least 16 characters. Left empty, one is made and kept in <see cref="DataFolder"/>.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The assistant's account id on this channel.</summary>
    public string BotId { get; set; } = "qunzhu";

    /// <summary>The assistant's display name on this channel.</summary>
    public string BotName { get; set; } = "小助";

    /// <summary>Where uploads and a generated secret are kept.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>The address that clients see, <c>https://shop.example</c>, where a proxy hides it; null: as the request says.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>How long a token is good for; Web Chat refreshes every 15 minutes whatever it is told.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a stream address may be used for connecting.</summary>
    public TimeSpan StreamUrlLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Tokens that one address may be given in a minute.</summary>
    public int TokensPerMinute { get; set; } = 300;

    /// <summary>Largest activity in bytes.</summary>
    public int MaxActivityBytes { get; set; } = 262_144;

    /// <summary>Open streams of one conversation.</summary>
    public int MaxStreamsPerConversation { get; set; } = 64;

    /// <summary>Open streams in all.</summary>
    public int MaxStreams { get; set; } = 5_000;

    /// <summary>A client that does not take a frame within this time is cut off; it reconnects with its watermark and loses nothing.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest upload request in bytes.</summary>
    public long MaxUploadBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Files in one upload.</summary>
    public int MaxFilesPerUpload { get; set; } = 10;

    /// <summary>Files that one conversation may keep at a time.</summary>
    public int MaxFilesPerConversation { get; set; } = 200;

    /// <summary>Bytes of uploads kept in all.</summary>
    public long MaxStoredBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>How long an upload is kept.</summary>
    public TimeSpan FileRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Web origins that may call; empty: any (a token may still narrow it with <c>trustedOrigins</c>).</summary>
    public IList<string> AllowedOrigins { get; } = [];
}
