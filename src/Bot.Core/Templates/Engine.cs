using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Templates.Syntax;
using HandlebarsDotNet;

namespace Bot.Core.Templates;

/// <summary>
/// The one place that knows Handlebars.Net: an environment for one locale of one content version. It is set up once and
/// never changed; compiled bodies are safe to render from many threads. It must only be given bodies that the lint passed.
/// </summary>
internal sealed partial class Engine
{
    private const int Cap = 4000;

    private readonly IHandlebars _handlebars;

    public Engine(string locale, IEnumerable<KeyValuePair<string, string>> parts)
    {
        var configuration = new HandlebarsConfiguration
        {
            NoEscape = true,
            ThrowOnUnresolvedBindingExpression = true,
            PartialTemplateResolver = null!,
            PartialRecursionDepthLimit = 5,
            FormatProvider = CultureInfo.InvariantCulture,
        };

        // Removes the built-in lookup, whose key store grows for ever, and with. Registering one's own does not override them.
        var features = configuration.CompileTimeConfiguration.Features;
        foreach (var builtIn in features.Where(f => f.GetType().Name == "BuildInHelpersFeatureFactory").ToList())
        {
            features.Remove(builtIn);
        }

        _handlebars = Handlebars.Create(configuration);
        var culture = Culture(locale);
        foreach (var function in Functions.All.Values)
        {
            _handlebars.RegisterHelper(function.Name, (in HelperOptions _, in Context _, in Arguments arguments) =>
            {
                var values = new object?[arguments.Length];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = arguments[i];
                }

                return function.Apply(values, culture)!;
            });
        }

        foreach (var (name, body) in parts)
        {
            _handlebars.RegisterTemplate(name, Lines(body));
            _handlebars.RegisterTemplate(name + "/line", Lines(body) + "\n");
        }
    }

    /// <summary>Compiles a body; milliseconds, so once per content version.</summary>
    public Func<Dictionary<string, object?>, string> Compile(string body)
    {
        if (!body.Contains("{{", StringComparison.Ordinal))
        {
            return _ => body;
        }

        using var reader = new StringReader(Lines(body));
        var template = _handlebars.Compile(reader);
        return values =>
        {
            using var writer = new CapWriter(Cap);
            try
            {
                template(writer, values);
            }
            catch (Exception exception) when (exception is CapReachedException || exception.InnerException is CapReachedException)
            {
                return writer + "…";
            }

            return writer.ToString();
        };
    }

    // Handlebars takes the line end of a part that stands alone on its line; the part that stands in for it brings its own.
    // Blank lines lose their blanks: the engine takes those before such a part for its indentation.
    private static string Lines(string body) => AloneOnALine().Replace(Blank().Replace(body, ""), "${before}/line${after}");

    [GeneratedRegex("^[ \\t]+$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    [GeneratedRegex(@"^(?<before>[ \t]*\{\{~?>[ \t]*[\w.-]+)(?<after>[ \t]*~?\}\}[ \t]*)$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AloneOnALine();

    private static CultureInfo Culture(string locale)
    {
        try
        {
            return CultureInfo.GetCultureInfo(locale);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
