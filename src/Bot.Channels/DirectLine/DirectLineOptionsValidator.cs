using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Lists everything that is wrong with the settings at once, and how to mend it.</summary>
internal sealed class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>
{
    public ValidateOptionsResult Validate(string? name, DirectLineOptions options)
    {
        var wrong = new List<string>();
        void Check(bool good, string setting, string mend)
        {
            if (!good)
            {
                wrong.Add($"{DirectLineOptions.Section}:{setting} {mend}");
            }
        }

        Check(options.Secret.Length >= 16, nameof(options.Secret), "must have at least 16 characters; leave it empty to have one made");
        Check(options.BotId.Length is > 0 and <= 64, nameof(options.BotId), "must have 1 to 64 characters");
        Check(options.BotName.Length is > 0 and <= 64, nameof(options.BotName), "must have 1 to 64 characters");
        Check(options.DataFolder.Length > 0, nameof(options.DataFolder), "must name a folder");
        Check(options.PublicUrl is null || IsWeb(options.PublicUrl), nameof(options.PublicUrl), "must be an http or https address without a path, https://shop.example say");
        Check(options.TokenLifetime >= TimeSpan.FromMinutes(1) && options.TokenLifetime <= TimeSpan.FromDays(7), nameof(options.TokenLifetime), "must be from 00:01:00 to 7.00:00:00");
        Check(options.StreamUrlLifetime >= TimeSpan.FromSeconds(5) && options.StreamUrlLifetime <= TimeSpan.FromMinutes(10), nameof(options.StreamUrlLifetime), "must be from 00:00:05 to 00:10:00");
        Check(options.TokensPerMinute > 0, nameof(options.TokensPerMinute), "must be above 0");
        Check(options.MaxActivityBytes is >= 1024 and <= 4_194_304, nameof(options.MaxActivityBytes), "must be from 1024 to 4194304");
        Check(options.MaxStreamsPerConversation > 0, nameof(options.MaxStreamsPerConversation), "must be above 0");
        Check(options.MaxStreams > 0, nameof(options.MaxStreams), "must be above 0");
        Check(options.SendTimeout > TimeSpan.Zero, nameof(options.SendTimeout), "must be above 00:00:00");
        Check(options.MaxUploadBytes is >= 1024 and <= 268_435_456, nameof(options.MaxUploadBytes), "must be from 1024 to 268435456");
        Check(options.MaxFilesPerUpload is >= 1 and <= 100, nameof(options.MaxFilesPerUpload), "must be from 1 to 100");
        Check(options.MaxFilesPerConversation > 0, nameof(options.MaxFilesPerConversation), "must be above 0");
        Check(options.MaxStoredBytes >= options.MaxUploadBytes, nameof(options.MaxStoredBytes), "must not be below MaxUploadBytes");
        Check(options.FileRetention > TimeSpan.Zero, nameof(options.FileRetention), "must be above 00:00:00");
        Check(options.AllowedOrigins.All(IsWeb), nameof(options.AllowedOrigins), "must be origins like https://shop.example, without a path");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.AbsolutePath == "/" && uri.Query.Length == 0;
}
