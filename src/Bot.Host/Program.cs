return await Bot.Host.Tools.CommandLine.RunAsync(args, Console.Out, CancellationToken.None).ConfigureAwait(false);
