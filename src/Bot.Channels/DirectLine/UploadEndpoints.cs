using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Bot.Channels.DirectLine;

/// <summary>Files: taken in with a message, handed out again for a day.</summary>
internal sealed class UploadEndpoints(Admission admission, ActivityEndpoints activities, UploadStore store, IOptions<DirectLineOptions> options)
{
    private const string ActivityType = "application/vnd.microsoft.activity";

    private sealed record Received(string? Name, string? Type, byte[] Bytes);

    public async Task<IResult> UploadAsync(HttpContext context, string conversation)
    {
        var (caller, refusal) = await admission.AdmitAsync(context.Request, conversation);
        if (refusal is not null)
        {
            return refusal;
        }

        var max = options.Value.MaxUploadBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = max + (64 * 1024);
        }

        if (context.Request.ContentLength > max + (64 * 1024))
        {
            return Refusal.TooLarge(max);
        }

        var (json, files, broken) = await ReadAsync(context.Request);
        return broken ?? (files.Count == 0
            ? Refusal.BadArgument("No file came with the upload.")
            : Keep(context, conversation, json, files)
                ?? await activities.SayAsync(caller!, conversation, json, context.Request.Query["userId"], context.RequestAborted));
    }

    public IResult Download(HttpContext context, string id)
    {
        if (store.Find(id) is not { } file)
        {
            return Refusal.NotFound;
        }

        // Whatever a stranger uploaded must never run in our origin: no guessing of types, no scripts, pages only as downloads.
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";
        var disposition = new ContentDispositionHeaderValue(PictureType.IsPicture(file.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        return Results.File(file.Path, file.ContentType);
    }

    private async ValueTask<(JsonObject Json, List<Received> Files, Refusal? Refusal)> ReadAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            var bytes = await BodyReader.ReadAsync(request.Body, options.Value.MaxUploadBytes, request.HttpContext.RequestAborted);
            return bytes is null ? ([], [], Refusal.TooLarge(options.Value.MaxUploadBytes))
                : ([], bytes.Length == 0 ? [] : [new Received(NameIn(request.Headers.ContentDisposition.ToString()), request.ContentType, bytes)], null);
        }

        try
        {
            return await ReadPartsAsync(new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body), request.HttpContext.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException || (error is IOException and not BadHttpRequestException))
        {
            return ([], [], Refusal.BadArgument("The multipart body is broken."));
        }
    }

    private async ValueTask<(JsonObject Json, List<Received> Files, Refusal? Refusal)> ReadPartsAsync(MultipartReader parts, CancellationToken cancel)
    {
        var (json, files, left) = (new JsonObject(), new List<Received>(), options.Value.MaxUploadBytes);
        while (await parts.ReadNextSectionAsync(cancel) is { } part)
        {
            if (await BodyReader.ReadAsync(part.Body, left, cancel) is not { } bytes)
            {
                return (json, files, Refusal.TooLarge(options.Value.MaxUploadBytes));
            }

            left -= bytes.Length;
            if (part.ContentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) == true)
            {
                var (said, broken) = bytes.Length > options.Value.MaxActivityBytes ? (null, Refusal.TooLarge(options.Value.MaxActivityBytes)) : BodyReader.Parse(bytes);
                if (broken is not null)
                {
                    return (json, files, broken);
                }

                json = said!;
            }
            else if (files.Count == options.Value.MaxFilesPerUpload)
            {
                return (json, files, Refusal.BadArgument($"At most {options.Value.MaxFilesPerUpload} files can come at once."));
            }
            else
            {
                files.Add(new Received(NameIn(part.ContentDisposition), part.ContentType, bytes));
            }
        }

        return (json, files, null);
    }

    private Refusal? Keep(HttpContext context, string conversation, JsonObject json, List<Received> files)
    {
        // A client that lists the files itself gave them addresses of its own machine: ours replace them.
        var attachments = new JsonArray();
        foreach (var file in files)
        {
            if (store.Keep(conversation, file.Name, file.Type, file.Bytes) is not { } kept)
            {
                return Refusal.TooMany("Too many files are kept; they go after a day.", TimeSpan.FromHours(1));
            }

            var address = $"{PublicAddress.Of(context.Request, options.Value)}/v3/directline/attachments/{kept.Id}/{Uri.EscapeDataString(kept.Name)}";
            attachments.Add(new JsonObject { ["contentType"] = kept.ContentType, ["contentUrl"] = address, ["name"] = kept.Name });
        }

        json["type"] ??= "message";
        json["attachments"] = attachments;
        return null;
    }

    private static string? NameIn(string? header) =>
        !ContentDispositionHeaderValue.TryParse(header, out var disposition) ? null
        : (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString();
}
