using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.ResponseCompression;

namespace Bot.Host.Console.Pages;

/// <summary>
/// The operators' pages under <c>/console</c>. Every answer of the first page carries a fresh nonce, for the one style element that the
/// editor makes; scripts are ours alone. What other parts map under <c>/console</c> (sign-in, say) comes first.
/// </summary>
public static class ConsolePages
{
    private const string Missing = """
        <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>群助 · 控制台</title></head><body>
        <h1>控制台没有构建</h1><p>编译时没有找到 Node.js。请安装 Node.js 20 或更新的版本，再执行一次 <code>dotnet build</code>。服务本身照常运行。</p>
        <h1 lang="en">The console was not built</h1><p lang="en">Node.js was missing when the service was built. Install Node.js 20 or newer and run <code>dotnet build</code> again. The service itself runs as usual.</p>
        </body></html>
        """;

    /// <summary>Registers what compresses the pages.</summary>
    public static IServiceCollection AddConsolePages(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            // Only these files are compressed, and they hold no secret that a length could tell.
            options.EnableForHttps = true;
            options.MimeTypes = ["text/javascript", "text/css", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return services;
    }

    /// <summary>Serves the pages; to be put before the other static files.</summary>
    public static IApplicationBuilder UseConsolePages(this IApplicationBuilder app)
    {
        // Names of these files hold a hash of what is in them.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/console/assets", StringComparison.Ordinal), assets => assets.UseResponseCompression().UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        }));
        return app.Use((context, next) => IsPage(context) ? WriteAsync(context) : next(context));
    }

    private static bool IsPage(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal, out var rest)
        && !rest.StartsWithSegments("/assets", StringComparison.Ordinal)
        && HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint() is null;

    private static async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var file = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("console/index.html");
        if (!file.Exists)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await response.WriteAsync(Missing, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
        var page = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        await response.WriteAsync(page.Replace("__NONCE__", nonce, StringComparison.Ordinal), context.RequestAborted).ConfigureAwait(false);
    }
}
