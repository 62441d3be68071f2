from guftugu.cli import main

main()
